using System.Collections.Frozen;

namespace Farol.Access.Roles;

/// <summary>Who makes a request, and what they may do. Immutable; a change of roles ends the session instead.</summary>
public sealed class Caller
{
    internal static readonly Caller Nobody = new() { Kind = CallerKind.Nobody };

    internal Caller()
    {
    }

    public required CallerKind Kind { get; init; }

    /// <summary>Of an API key, <c>key:</c> and its id. Null for the local viewer and for nobody.</summary>
    public string? UserId { get; init; }

    public string? Email { get; init; }

    /// <summary>The live session behind the request; null for an API key, the local viewer and nobody.</summary>
    public string? SessionId { get; init; }

    /// <summary>The tenant that the caller works in; endpoints without a tenant of their own are judged there.</summary>
    public string? TenantId { get; init; }

    /// <summary>Administrator of the whole installation: may do everything in every tenant.</summary>
    public bool IsPlatform { get; init; }

    /// <summary>The user must choose a new password; until then only profile and logout answer.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>
    /// Cancelled as soon as the session ends: logout, a changed role, a disabled account, expiry, a reused refresh token.
    /// What lives longer than a request (a WebSocket) closes then, with code 1008.
    /// </summary>
    public CancellationToken SessionEnded { get; init; }

    /// <summary>How audit entries name the caller.</summary>
    public string Name => Email ?? KeyName ?? (Kind == CallerKind.LocalViewer ? "local viewer" : "nobody");

    /// <summary>Of an API key: its name and how it begins.</summary>
    internal string? KeyName { get; init; }

    internal FrozenDictionary<string, Role> Memberships { get; init; } = FrozenDictionary<string, Role>.Empty;

    /// <summary>Whether the caller has at least this role in a tenant; the caller's own tenant unless another is named.</summary>
    public bool Has(Role role, string? tenantId = null)
    {
        if (IsPlatform)
        {
            return true;
        }

        var tenant = tenantId ?? TenantId;
        return tenant is not null && Memberships.TryGetValue(tenant, out var held) && held >= role;
    }

    /// <summary>The tenants of which the caller is a member with at least this role.</summary>
    public IReadOnlyList<string> TenantsWith(Role role) => [.. Memberships.Where(m => m.Value >= role).Select(m => m.Key).Order(StringComparer.Ordinal)];

    /// <summary>The role in a tenant as the wire names it; null for none.</summary>
    public string? RoleName(string? tenantId = null)
    {
        if (IsPlatform)
        {
            return RoleNames.Platform;
        }

        return (tenantId ?? TenantId) is { } tenant && Memberships.TryGetValue(tenant, out var role) ? role.ToName() : null;
    }
}
