using System.Collections.Frozen;
using Farol.Access.Roles;

namespace Farol.Access.Accounts;

/// <summary>A user with the roles held.</summary>
internal sealed record Account(UserRow User, FrozenDictionary<string, Role> Memberships)
{
    /// <summary>The tenant to work in: the one asked for, if any, else the platform's own, else the first by name.
    /// Null: no such membership.</summary>
    public string? ChooseTenant(string? asked)
    {
        if (!string.IsNullOrEmpty(asked))
        {
            return Memberships.ContainsKey(asked) ? asked : null;
        }

        return Memberships.ContainsKey(PlatformTenant.Id) || (User.IsPlatform && Memberships.Count == 0)
            ? PlatformTenant.Id
            : Memberships.Keys.Order(StringComparer.Ordinal).FirstOrDefault();
    }
}
