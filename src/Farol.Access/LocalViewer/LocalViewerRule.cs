using Farol.Access.Accounts;
using Farol.Access.Roles;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.LocalViewer;

/// <summary>
/// Whether a request without a login counts as the local viewer: a process of our own user, on this machine, that nobody
/// stands behind.
/// </summary>
internal sealed class LocalViewerRule(AccessOptions options, LocalCallers callers)
{
    /// <summary>The local viewer: reads totals of the platform's tenant, nothing else.</summary>
    public static Caller Viewer { get; } = new()
    {
        Kind = CallerKind.LocalViewer,
        TenantId = PlatformTenant.Id,
        Memberships = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(
            [KeyValuePair.Create(PlatformTenant.Id, Role.Viewer)], StringComparer.Ordinal),
    };

    /// <summary>Null when the request counts; otherwise why not, for the person who wonders.</summary>
    public string? FindObstacle(HttpContext context)
    {
        if (!options.LocalViewer)
        {
            return "FAROL_LOCAL_VIEWER is off";
        }

        return callers.FindObstacle(context);
    }
}
