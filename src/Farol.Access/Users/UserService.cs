using Farol.Access.Accounts;
using Farol.Access.Auditing;
using Farol.Access.Paging;
using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Access.Sessions;
using Farol.Store.Databases;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.Users;

/// <summary>The people of a tenant, as its administrators see and change them. Every change is audited in its unit, and what takes rights away ends sessions.</summary>
internal sealed class UserService(IStateDatabase database, AccountService accounts, OneTimeLinks links, LiveRights rights, IAudit audit, AccessOptions options, TimeProvider time)
{
    public Task<Page<UserBody>> ListAsync(string tenantId, PageRequest page, CancellationToken cancellationToken) => database.ReadAsync(
        async unit =>
        {
            var rows = await UserRows.ListMembersAsync(unit, tenantId, page.Skip, page.Size);
            return new Page<UserBody>([.. rows.Select(row => UserBody.From(row))], await UserRows.CountMembersAsync(unit, tenantId), page.Number, page.Size);
        },
        cancellationToken);

    public Task<MemberRow?> FindAsync(string tenantId, string userId, CancellationToken cancellationToken) =>
        database.ReadAsync(unit => UserRows.FindMemberAsync(unit, tenantId, userId), cancellationToken);

    /// <summary>Whether there is such a user somewhere else: for the report, not for the answer.</summary>
    public Task<bool> ExistsAsync(string userId, CancellationToken cancellationToken) =>
        database.ReadAsync(async unit => await UserRows.FindAsync(unit, userId) is not null, cancellationToken);

    /// <summary>Makes a user, with a password to be replaced or with a one-time link; the platform may also take somebody in who has an account.</summary>
    public async Task<(MemberRow? User, LinkBody? Link, ApiProblem? Problem)> CreateAsync(
        Caller caller, NewUser user, bool withLink, Change change, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Normalise(user.Email)!;
        var hash = await accounts.HashAsync(user.Password, cancellationToken);
        var ended = new List<string>();
        var made = await database.WriteAsync<(MemberRow? User, LinkBody? Link, ApiProblem? Problem)>(
            async unit =>
            {
                if (await UserRows.CountMembersAsync(unit, user.TenantId) >= options.MaxUsersPerTenant)
                {
                    return (null, null, ApiProblem.Conflict($"The tenant has {options.MaxUsersPerTenant} users, the most there can be."));
                }

                if (await AccountRows.FindByEmailAsync(unit, email) is { } existing)
                {
                    return await TakeInAsync(unit, caller, existing, user, change, ended);
                }

                var id = (await accounts.CreateAsync(unit, user, email, hash, change))!;
                var link = withLink ? await links.MakeAsync(unit, id, options.InvitationLifetime) : null;
                return (await UserRows.FindMemberAsync(unit, user.TenantId, id), link, null);
            },
            cancellationToken);
        await rights.EndAsync(ended);
        return made;
    }

    public Task<(MemberRow? User, ApiProblem? Problem)> ChangeAsync(
        Caller caller, string tenantId, string userId, UserChange body, HttpRequest request, Change change, CancellationToken cancellationToken) =>
        EditAsync(
            caller,
            tenantId,
            userId,
            request,
            async (unit, target) =>
            {
                var role = body.Role is null ? target.Role : RoleNames.Parse(body.Role);
                var disabled = body.Disabled ?? target.Disabled;
                if (await FindObstacleAsync(unit, caller, target, role, disabled) is { } obstacle)
                {
                    return (false, obstacle);
                }

                if (role == target.Role && disabled == target.Disabled)
                {
                    return (false, null);
                }

                await AccountRows.SetMembershipAsync(unit, userId, tenantId, role);
                await UserRows.SetFlagsAsync(unit, userId, disabled, target.IsPlatform);
                await WriteAuditAsync(unit, "user.update", target, change, Json(target.RoleName, target.Disabled), Json(role?.ToName(), disabled));
                return (true, null);
            },
            cancellationToken);

    /// <summary>Takes a user out of the tenant; an account without any tenant left is removed.</summary>
    public Task<(MemberRow? User, ApiProblem? Problem)> RemoveAsync(
        Caller caller, string tenantId, string userId, HttpRequest request, Change change, CancellationToken cancellationToken) =>
        EditAsync(
            caller,
            tenantId,
            userId,
            request,
            async (unit, target) =>
            {
                var isLast = (await UserRows.MembershipsAsync(unit, userId)).Count == 1;
                var problem = await UserRules.FindLastOwnerAsync(unit, tenantId, target) ?? (isLast ? await UserRules.FindLastPlatformAsync(unit, target) : null);
                if (problem is not null)
                {
                    return (false, problem);
                }

                await AccountRows.SetMembershipAsync(unit, userId, tenantId, null);
                await WriteAuditAsync(unit, "user.remove", target, change, Json(target.RoleName, target.Disabled), null);
                return (true, null);
            },
            cancellationToken,
            removeWhenAlone: true);

    public async Task<(LinkBody? Link, ApiProblem? Problem)> MakeLinkAsync(
        Caller caller, string tenantId, string userId, Change change, CancellationToken cancellationToken) =>
        await database.WriteAsync<(LinkBody?, ApiProblem?)>(
            async unit =>
            {
                if (await UserRows.FindMemberAsync(unit, tenantId, userId) is not { } target)
                {
                    return (null, null);
                }

                var problem = UserRules.FindObstacle(caller, tenantId, target) ?? await UserRules.FindForeignTenantAsync(unit, caller, target);
                if (problem is not null)
                {
                    return (null, problem);
                }

                await WriteAuditAsync(unit, "user.reset_link", target, change, null, null);
                return (await links.MakeAsync(unit, userId, options.LinkLifetime), null);
            },
            cancellationToken);

    private async Task<(MemberRow? User, ApiProblem? Problem)> EditAsync(
        Caller caller,
        string tenantId,
        string userId,
        HttpRequest request,
        Func<DatabaseUnit, MemberRow, Task<(bool IsChanged, ApiProblem? Problem)>> edit,
        CancellationToken cancellationToken,
        bool removeWhenAlone = false)
    {
        IReadOnlyList<string> ended = [];
        var result = await database.WriteAsync<(MemberRow? User, ApiProblem? Problem)>(
            async unit =>
            {
                if (await UserRows.FindMemberAsync(unit, tenantId, userId) is not { } target)
                {
                    return (null, null);
                }

                var obstacle = UserRules.FindObstacle(caller, tenantId, target) ?? EntityTags.FindStale(request, target.Tag());
                var (isChanged, problem) = obstacle is null ? await edit(unit, target) : (false, obstacle);
                if (isChanged)
                {
                    ended = await SessionRows.EndAllAsync(unit, userId, SessionEnds.RolesChanged, time.GetUtcNow().ToUnixTimeMilliseconds());
                }

                if (isChanged && removeWhenAlone && (await UserRows.MembershipsAsync(unit, userId)).Count == 0)
                {
                    await UserRows.DeleteAsync(unit, userId);
                }

                return problem is null ? (await UserRows.FindMemberAsync(unit, tenantId, userId) ?? target, null) : (null, problem);
            },
            cancellationToken);
        await rights.EndAsync(ended);
        return result;
    }

    private static async Task<ApiProblem?> FindObstacleAsync(DatabaseUnit unit, Caller caller, MemberRow target, Role? role, bool disabled)
    {
        var tenantId = target.TenantId!;
        if (UserRules.FindExcess(caller, tenantId, role) is { } excess)
        {
            return excess;
        }

        if (disabled != target.Disabled)
        {
            return await UserRules.FindForeignTenantAsync(unit, caller, target) ?? (disabled ? await UserRules.FindLastOfAnythingAsync(unit, target) : null);
        }

        return role < target.Role ? await UserRules.FindLastOwnerAsync(unit, tenantId, target) : null;
    }

    /// <summary>Somebody with an account: for a tenant's administrator the address is taken, as they may not decide over another's account.</summary>
    private async Task<(MemberRow? User, LinkBody? Link, ApiProblem? Problem)> TakeInAsync(
        DatabaseUnit unit, Caller caller, Account existing, NewUser user, Change change, List<string> ended)
    {
        if (!caller.IsPlatform || await UserRows.FindMemberAsync(unit, user.TenantId, existing.User.Id) is not null)
        {
            return (null, null, ApiProblem.Conflict("There is an account with this e-mail address already. The platform's administrators can add it to a further tenant."));
        }

        await AccountRows.SetMembershipAsync(unit, existing.User.Id, user.TenantId, user.Role);
        ended.AddRange(await SessionRows.EndAllAsync(unit, existing.User.Id, SessionEnds.RolesChanged, time.GetUtcNow().ToUnixTimeMilliseconds()));
        var member = (await UserRows.FindMemberAsync(unit, user.TenantId, existing.User.Id))!;
        await WriteAuditAsync(unit, "user.add", member, change, null, Json(member.RoleName, member.Disabled));
        return (member, null, null);
    }

    private Task WriteAuditAsync(DatabaseUnit unit, string action, MemberRow target, Change change, string? before, string? after) =>
        audit.WriteAsync(unit, new AuditEntry(action, target.Email)
        {
            Actor = change.Actor,
            From = change.From,
            TenantId = target.TenantId,
            Before = before,
            After = after,
        });

    private static string Json(string? role, bool disabled) => $$"""{"role":"{{role}}","disabled":{{(disabled ? "true" : "false")}}}""";
}
