using Farol.Access.Auditing;
using Farol.Access.Roles;
using Farol.Access.Sessions;
using Farol.Store.Databases;

namespace Farol.Access.Accounts;

/// <inheritdoc cref="IAccounts"/>
internal sealed class AccountService(
    IStateDatabase database, Passwords passwords, LiveRights rights, IAudit audit, TimeProvider time) : IAccounts
{
    public async Task<string?> CreateAsync(NewUser user, Change change, CancellationToken cancellationToken)
    {
        if (EmailAddress.Normalise(user.Email) is not { } email)
        {
            return null;
        }

        if (passwords.FindFault(user.Password) is { } fault)
        {
            throw new ArgumentException($"The password {fault}", nameof(user));
        }

        var hash = await HashAsync(user.Password, cancellationToken);
        return await database.WriteAsync(unit => CreateAsync(unit, user, email, hash, change), cancellationToken);
    }

    public Task<bool> SetRoleAsync(
        string userId, string tenantId, Role? role, Change change, CancellationToken cancellationToken) =>
        ChangeRightsAsync(
            userId,
            SessionEnds.RolesChanged,
            async (unit, account) =>
            {
                await AccountRows.SetMembershipAsync(unit, userId, tenantId, role);
                await audit.WriteAsync(unit, new AuditEntry("user.set_role", account.User.Email)
                {
                    Actor = change.Actor,
                    From = change.From,
                    TenantId = tenantId,
                    Before = RoleJson(account.Memberships.TryGetValue(tenantId, out var old) ? old : null),
                    After = RoleJson(role),
                });
            },
            cancellationToken);

    public Task<bool> SetDisabledAsync(string userId, bool disabled, Change change, CancellationToken cancellationToken) =>
        ChangeRightsAsync(
            userId,
            SessionEnds.Disabled,
            async (unit, account) =>
            {
                await unit.ExecuteAsync(
                    "UPDATE users SET disabled = @disabled, version = version + 1 WHERE id = @userId", new { userId, disabled });
                await audit.WriteAsync(unit, new AuditEntry(disabled ? "user.disable" : "user.enable", account.User.Email)
                {
                    Actor = change.Actor,
                    From = change.From,
                });
            },
            cancellationToken);

    public async Task ChangeTenantAsync(string tenantId, Func<DatabaseUnit, Task<bool>> change, CancellationToken cancellationToken)
    {
        var ended = await database.WriteAsync(
            async unit => await change(unit)
                ? await SessionRows.EndOfTenantAsync(unit, tenantId, SessionEnds.TenantClosed, time.GetUtcNow().ToUnixTimeMilliseconds())
                : [],
            cancellationToken);
        await rights.EndAsync(ended);
    }

    internal Task<string> HashAsync(string password, CancellationToken cancellationToken) => Task.Run(() => passwords.Hash(password), cancellationToken);

    internal async Task<string?> CreateAsync(DatabaseUnit unit, NewUser user, string email, string hash, Change change)
    {
        if (await AccountRows.FindByEmailAsync(unit, email) is not null)
        {
            return null;
        }

        var row = new UserRow
        {
            Id = Guid.NewGuid().ToString("N"),
            Email = email,
            FirstName = user.FirstName,
            LastName = user.LastName,
            PasswordHash = hash,
            MustChangePassword = user.MustChangePassword,
            IsPlatform = user.IsPlatform,
        };
        await AccountRows.InsertAsync(unit, row, time.GetUtcNow().ToUnixTimeMilliseconds());
        await AccountRows.SetMembershipAsync(unit, row.Id, user.TenantId, user.Role);
        await audit.WriteAsync(unit, new AuditEntry("user.create", email)
        {
            Actor = change.Actor,
            From = change.From,
            TenantId = user.TenantId,
            After = RoleJson(user.Role),
        });
        return row.Id;
    }

    private async Task<bool> ChangeRightsAsync(
        string userId, string reason, Func<DatabaseUnit, Account, Task> apply, CancellationToken cancellationToken)
    {
        var ended = await database.WriteAsync(
            async unit =>
            {
                if (await AccountRows.FindAsync(unit, userId) is not { } account)
                {
                    return null;
                }

                await apply(unit, account);
                return await SessionRows.EndAllAsync(unit, userId, reason, time.GetUtcNow().ToUnixTimeMilliseconds());
            },
            cancellationToken);
        await rights.EndAsync(ended ?? []);
        return ended is not null;
    }

    private static string RoleJson(Role? role) => role is null ? """{"role":null}""" : $$"""{"role":"{{role.Value.ToName()}}"}""";
}
