using Farol.Access.Roles;
using Farol.Store.Databases;

namespace Farol.Access.Accounts;

/// <summary>Changes to users by somebody who may; every change is audited, and what takes rights away ends the user's sessions.</summary>
public interface IAccounts
{
    /// <summary>Creates a user in a tenant; answers the id, or null when the e-mail address is taken or no address.</summary>
    /// <exception cref="ArgumentException">The password is too short or too long.</exception>
    Task<string?> CreateAsync(NewUser user, Change change, CancellationToken cancellationToken);

    /// <summary>Gives a role in a tenant, or takes it away (null). False: there is no such user.</summary>
    Task<bool> SetRoleAsync(string userId, string tenantId, Role? role, Change change, CancellationToken cancellationToken);

    /// <summary>Disables or enables an account. False: there is no such user.</summary>
    Task<bool> SetDisabledAsync(string userId, bool disabled, Change change, CancellationToken cancellationToken);

    /// <summary>Runs a change of a tenant as a unit; where it answers true (the tenant was closed), the sessions of all members and the tenant's keys
    /// end with it.</summary>
    Task ChangeTenantAsync(string tenantId, Func<DatabaseUnit, Task<bool>> change, CancellationToken cancellationToken);
}
