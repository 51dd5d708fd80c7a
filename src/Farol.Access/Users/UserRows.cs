using Farol.Access.Accounts;
using Farol.Store.Databases;

namespace Farol.Access.Users;

/// <summary>The statements about users, to be used inside units.</summary>
internal static class UserRows
{
    private const string Members = "FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.tenant_id = @tenantId";

    public static Task<MemberRow?> FindMemberAsync(DatabaseUnit unit, string tenantId, string userId) => unit.FirstOrDefaultAsync<MemberRow>(
        $"SELECT {MemberRow.Columns}, m.tenant_id AS TenantId, m.role AS RoleName {Members} AND u.id = @userId", new { tenantId, userId });

    public static async Task<IReadOnlyList<MemberRow>> ListMembersAsync(DatabaseUnit unit, string tenantId, long skip, int take) =>
        [.. await unit.QueryAsync<MemberRow>(
            $"SELECT {MemberRow.Columns}, m.tenant_id AS TenantId, m.role AS RoleName {Members} ORDER BY u.email LIMIT @take OFFSET @skip",
            new { tenantId, skip, take })];

    public static Task<long> CountMembersAsync(DatabaseUnit unit, string tenantId) =>
        unit.ScalarAsync<long>("SELECT COUNT(*) FROM memberships WHERE tenant_id = @tenantId", new { tenantId });

    /// <summary>Of the whole installation: for its administrators alone.</summary>
    public static Task<MemberRow?> FindAsync(DatabaseUnit unit, string userId) =>
        unit.FirstOrDefaultAsync<MemberRow>($"SELECT {MemberRow.Columns} FROM users u WHERE u.id = @userId", new { userId });

    /// <summary>Of the whole installation: for its administrators alone.</summary>
    public static async Task<IReadOnlyList<MemberRow>> ListAllAsync(DatabaseUnit unit, long skip, int take) =>
        [.. await unit.QueryAsync<MemberRow>(
            $"SELECT {MemberRow.Columns} FROM users u ORDER BY u.email LIMIT @take OFFSET @skip", new { skip, take })];

    public static Task<long> CountAllAsync(DatabaseUnit unit) => unit.ScalarAsync<long>("SELECT COUNT(*) FROM users");

    /// <summary>Every tenant of a user with the role, closed ones too.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> MembershipsAsync(DatabaseUnit unit, string userId) =>
        (await unit.QueryAsync<MembershipRow>(
            "SELECT user_id AS UserId, tenant_id AS TenantId, role FROM memberships WHERE user_id = @userId ORDER BY tenant_id", new { userId }))
            .ToDictionary(row => row.TenantId, row => row.Role, StringComparer.Ordinal);

    /// <summary>Owners of a tenant that may log in, without one user.</summary>
    public static Task<long> CountOtherOwnersAsync(DatabaseUnit unit, string tenantId, string exceptUserId) => unit.ScalarAsync<long>(
        "SELECT COUNT(*) FROM memberships m JOIN users u ON u.id = m.user_id "
        + "WHERE m.tenant_id = @tenantId AND m.role = 'owner' AND NOT u.disabled AND u.id <> @exceptUserId",
        new { tenantId, exceptUserId });

    /// <summary>Administrators of the installation that may log in, without one user.</summary>
    public static Task<long> CountOtherPlatformAsync(DatabaseUnit unit, string exceptUserId) => unit.ScalarAsync<long>(
        "SELECT COUNT(*) FROM users WHERE is_platform AND NOT disabled AND id <> @exceptUserId", new { exceptUserId });

    public static Task SetFlagsAsync(DatabaseUnit unit, string userId, bool disabled, bool isPlatform) => unit.ExecuteAsync(
        "UPDATE users SET disabled = @disabled, is_platform = @isPlatform, version = version + 1 WHERE id = @userId",
        new { userId, disabled, isPlatform });

    public static Task DeleteAsync(DatabaseUnit unit, string userId) =>
        unit.ExecuteAsync("DELETE FROM users WHERE id = @userId", new { userId });

    public static Task InsertLinkAsync(DatabaseUnit unit, byte[] hash, string userId, long nowMs, long expiresAtMs) => unit.ExecuteAsync(
        "INSERT INTO one_time_links (hash, user_id, created_at_ms, expires_at_ms) VALUES (@hash, @userId, @nowMs, @expiresAtMs)",
        new { hash, userId, nowMs, expiresAtMs });

    /// <summary>Takes a link that has not expired; whose it was, or null. It cannot be taken twice.</summary>
    public static Task<string?> TakeLinkAsync(DatabaseUnit unit, byte[] hash, long nowMs) => unit.ScalarAsync<string>(
        "DELETE FROM one_time_links WHERE hash = @hash AND expires_at_ms > @nowMs RETURNING user_id", new { hash, nowMs });

    /// <summary>Links of a user end with each other, and with the password that one of them set.</summary>
    public static Task DeleteLinksAsync(DatabaseUnit unit, string userId) =>
        unit.ExecuteAsync("DELETE FROM one_time_links WHERE user_id = @userId", new { userId });

    public static Task DeleteExpiredLinksAsync(DatabaseUnit unit, long nowMs) =>
        unit.ExecuteAsync("DELETE FROM one_time_links WHERE expires_at_ms <= @nowMs", new { nowMs });

    public static Task SetPasswordAsync(DatabaseUnit unit, string userId, string hash) => unit.ExecuteAsync(
        "UPDATE users SET password_hash = @hash, must_change_password = FALSE, version = version + 1 WHERE id = @userId", new { userId, hash });
}
