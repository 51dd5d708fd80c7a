using System.Collections.Frozen;
using Farol.Access.Roles;
using Farol.Store.Databases;

namespace Farol.Access.Accounts;

/// <summary>The statements about users and memberships, to be used inside units.</summary>
internal static class AccountRows
{
    public static async Task<Account?> FindByEmailAsync(DatabaseUnit unit, string email) =>
        await WithMembershipsAsync(unit, await unit.FirstOrDefaultAsync<UserRow>(
            $"SELECT {UserRow.Columns} FROM users WHERE email = @email", new { email }));

    public static async Task<Account?> FindAsync(DatabaseUnit unit, string userId) =>
        await WithMembershipsAsync(unit, await unit.FirstOrDefaultAsync<UserRow>(
            $"SELECT {UserRow.Columns} FROM users WHERE id = @userId", new { userId }));

    public static Task InsertAsync(DatabaseUnit unit, UserRow user, long nowMs) => unit.ExecuteAsync(
        """
        INSERT INTO users (id, email, first_name, last_name, password_hash, must_change_password, is_platform, created_at_ms)
        VALUES (@Id, @Email, @FirstName, @LastName, @PasswordHash, @MustChangePassword, @IsPlatform, @nowMs)
        """,
        new
        {
            user.Id,
            user.Email,
            user.FirstName,
            user.LastName,
            user.PasswordHash,
            user.MustChangePassword,
            user.IsPlatform,
            nowMs,
        });

    public static Task SetMembershipAsync(DatabaseUnit unit, string userId, string tenantId, Role? role) => role is null
        ? unit.ExecuteAsync(
            "DELETE FROM memberships WHERE user_id = @userId AND tenant_id = @tenantId", new { userId, tenantId })
        : unit.ExecuteAsync(
            """
            INSERT INTO memberships (user_id, tenant_id, role) VALUES (@userId, @tenantId, @role)
            ON CONFLICT (user_id, tenant_id) DO UPDATE SET role = excluded.role
            """,
            new { userId, tenantId, role = role.Value.ToName() });

    public static FrozenDictionary<string, Role> ToRoles(IEnumerable<MembershipRow> rows) =>
        rows.Select(row => (row.TenantId, Role: RoleNames.Parse(row.Role)))
            .Where(row => row.Role is not null)
            .ToFrozenDictionary(row => row.TenantId, row => row.Role!.Value, StringComparer.Ordinal);

    private static async Task<Account?> WithMembershipsAsync(DatabaseUnit unit, UserRow? user)
    {
        if (user is null)
        {
            return null;
        }

        var rows = await unit.QueryAsync<MembershipRow>(
            """
            SELECT m.user_id AS UserId, m.tenant_id AS TenantId, m.role AS Role
            FROM memberships m JOIN tenants t ON t.id = m.tenant_id AND t.active WHERE m.user_id = @Id
            """,
            new { user.Id });
        return new Account(user, ToRoles(rows));
    }
}
