using Farol.Access.Problems;
using Farol.Access.Roles;
using Farol.Store.Databases;

namespace Farol.Access.Users;

/// <summary>Who may do what to whom. Nobody gives or takes more than he has, and nobody leaves a tenant or the installation without anyone to answer for it.</summary>
internal static class UserRules
{
    /// <summary>Null: the caller may act on this member of the tenant.</summary>
    public static ApiProblem? FindObstacle(Caller caller, string tenantId, MemberRow target)
    {
        if (caller.IsPlatform)
        {
            return null;
        }

        return target.IsPlatform ? ApiProblem.Forbidden("This user is an administrator of the installation; only another one may do this.")
            : FindExcess(caller, tenantId, target.Role);
    }

    /// <summary>Null: the caller has at least this role there, and so may give or take it.</summary>
    public static ApiProblem? FindExcess(Caller caller, string tenantId, Role? role) =>
        role is not { } wanted || caller.Has(wanted, tenantId)
            ? null
            : ApiProblem.Forbidden($"This needs the role {wanted.ToName()}; {caller.Name} has {caller.RoleName(tenantId) ?? "none"} here.");

    /// <summary>What concerns the account as a whole (its password, whether it may log in) is for who may act on it in each of its tenants: else an
    /// administrator of one tenant would take over what the user may do in another.</summary>
    public static async Task<ApiProblem?> FindForeignTenantAsync(DatabaseUnit unit, Caller caller, MemberRow target)
    {
        if (caller.IsPlatform)
        {
            return null;
        }

        foreach (var (tenantId, role) in await UserRows.MembershipsAsync(unit, target.Id))
        {
            if (!caller.Has(Role.Admin, tenantId) || FindExcess(caller, tenantId, RoleNames.Parse(role)) is not null)
            {
                return ApiProblem.Conflict("This user is a member of other tenants too: take the user out of this one, or ask the platform's administrators.");
            }
        }

        return null;
    }

    /// <summary>Null: the tenant keeps an owner who may log in when this one is none any more.</summary>
    public static async Task<ApiProblem?> FindLastOwnerAsync(DatabaseUnit unit, string tenantId, MemberRow target) =>
        target is { Role: Role.Owner, Disabled: false } && await UserRows.CountOtherOwnersAsync(unit, tenantId, target.Id) == 0
            ? ApiProblem.Conflict("This is the tenant's last owner who may log in. Make another user owner first.")
            : null;

    /// <summary>The same for every tenant of a user, and for the installation: for what ends an account.</summary>
    public static async Task<ApiProblem?> FindLastOfAnythingAsync(DatabaseUnit unit, MemberRow target)
    {
        if (await FindLastPlatformAsync(unit, target) is { } last)
        {
            return last;
        }

        foreach (var tenantId in (await UserRows.MembershipsAsync(unit, target.Id)).Keys)
        {
            if (await UserRows.FindMemberAsync(unit, tenantId, target.Id) is { } member && await FindLastOwnerAsync(unit, tenantId, member) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    public static async Task<ApiProblem?> FindLastPlatformAsync(DatabaseUnit unit, MemberRow target) =>
        target is { IsPlatform: true, Disabled: false } && await UserRows.CountOtherPlatformAsync(unit, target.Id) == 0
            ? ApiProblem.Conflict("This is the installation's last administrator who may log in. Make another user one first.")
            : null;
}
