using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Access.Roles;
using Farol.Access.Sessions;
using Farol.Access.Users;
using Farol.Store.Databases;

namespace Farol.Access.Profile;

/// <summary>Reads and changes the caller's own account. A new password ends the caller's other sessions.</summary>
internal sealed class ProfileService(
    IStateDatabase database, Passwords passwords, SessionIndex index, IAudit audit, TimeProvider time)
{
    public Task<Account?> FindAsync(Caller caller, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => AccountRows.FindAsync(unit, caller.UserId!), cancellationToken);

    /// <summary>Whether the password is the account's; null when too many checks wait.</summary>
    public Task<bool?> CheckPasswordAsync(Account account, string password, CancellationToken cancellationToken) =>
        passwords.CheckAsync(account.User.PasswordHash, password, cancellationToken);

    public string? FindFault(string newPassword) => passwords.FindFault(newPassword);

    /// <summary>Null: somebody changed the account since it was read.</summary>
    public async Task<Account?> ChangeAsync(
        Caller caller, Account old, ProfileChange change, string? address, CancellationToken cancellationToken)
    {
        var hash = change.NewPassword is null ? null : await Task.Run(() => passwords.Hash(change.NewPassword), cancellationToken);
        var (account, ended) = await database.WriteAsync(
            unit => ChangeAsync(unit, caller, old, change, hash, address), cancellationToken);
        index.End(ended);
        if (account is not null)
        {
            foreach (var session in index.All.Where(session => session.Row.UserId == account.User.Id))
            {
                session.Renew(account);
            }
        }

        return account;
    }

    private async Task<(Account? Account, IReadOnlyList<string> Ended)> ChangeAsync(
        DatabaseUnit unit, Caller caller, Account old, ProfileChange change, string? hash, string? address)
    {
        var changed = await unit.ExecuteAsync(
            """
            UPDATE users SET
              first_name = COALESCE(@FirstName, first_name),
              last_name = COALESCE(@LastName, last_name),
              password_hash = COALESCE(@hash, password_hash),
              must_change_password = CASE WHEN @hash IS NULL THEN must_change_password ELSE FALSE END,
              version = version + 1
            WHERE id = @Id AND version = @Version
            """,
            new { FirstName = change.FirstName?.Trim(), LastName = change.LastName?.Trim(), hash, old.User.Id, old.User.Version });
        if (changed == 0)
        {
            return (null, []);
        }

        if (hash is not null)
        {
            // A link that is still under way would undo what its owner has just done.
            await UserRows.DeleteLinksAsync(unit, old.User.Id);
        }

        var ended = hash is null
            ? []
            : await SessionRows.EndAllAsync(
                unit, old.User.Id, SessionEnds.PasswordChanged, time.GetUtcNow().ToUnixTimeMilliseconds(), caller.SessionId);
        await audit.WriteAsync(unit, new AuditEntry("profile.change", old.User.Id)
        {
            Actor = caller.Name,
            TenantId = caller.TenantId,
            From = address,
            Detail = hash is null ? "names changed" : $"password changed; {ended.Count} other sessions ended",
        });
        return (await AccountRows.FindAsync(unit, old.User.Id), ended);
    }
}
