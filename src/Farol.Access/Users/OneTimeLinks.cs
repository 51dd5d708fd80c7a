using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Access.Sessions;
using Farol.Store.Databases;

namespace Farol.Access.Users;

/// <summary>Links by which a user sets a password once, without the old one.</summary>
internal sealed class OneTimeLinks(IStateDatabase database, AccountService accounts, LiveRights rights, IAudit audit, TimeProvider time)
{
    /// <summary>A new link; those made before end.</summary>
    public async Task<LinkBody> MakeAsync(DatabaseUnit unit, string userId, TimeSpan lifetime)
    {
        var now = time.GetUtcNow();
        var token = RefreshTokens.Create();
        await UserRows.DeleteLinksAsync(unit, userId);
        await UserRows.InsertLinkAsync(unit, RefreshTokens.Hash(token)!, userId, now.ToUnixTimeMilliseconds(), (now + lifetime).ToUnixTimeMilliseconds());
        return new LinkBody { UserId = userId, Token = token, ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds((now + lifetime).ToUnixTimeMilliseconds()).UtcDateTime };
    }

    /// <summary>Sets the password and ends every session of the user. False: there is no such link, it was used, it expired, or the account is disabled.</summary>
    public async Task<bool> UseAsync(string token, string newPassword, string? from, CancellationToken cancellationToken)
    {
        if (RefreshTokens.Hash(token) is not { } linkHash)
        {
            return false;
        }

        var passwordHash = await accounts.HashAsync(newPassword, cancellationToken);
        var ended = await database.WriteAsync(unit => UseAsync(unit, linkHash, passwordHash, from), cancellationToken);
        await rights.EndAsync(ended ?? []);
        return ended is not null;
    }

    private async Task<IReadOnlyList<string>?> UseAsync(DatabaseUnit unit, byte[] linkHash, string passwordHash, string? from)
    {
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (await UserRows.TakeLinkAsync(unit, linkHash, nowMs) is not { } userId || await UserRows.FindAsync(unit, userId) is not { Disabled: false } user)
        {
            return null;
        }

        await UserRows.SetPasswordAsync(unit, userId, passwordHash);
        await UserRows.DeleteLinksAsync(unit, userId);
        await audit.WriteAsync(unit, new AuditEntry("user.reset", user.Email) { Actor = user.Email, From = from, Detail = "by one-time link" });
        return await SessionRows.EndAllAsync(unit, userId, SessionEnds.PasswordChanged, nowMs);
    }
}
