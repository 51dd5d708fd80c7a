using Farol.Access.Problems;
using Farol.Control.Revisions;
using Farol.Control.Tenants;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.Backends;

/// <summary>Ids in addresses of the API: they hold slashes and colons, which a client may write as they are or encoded.</summary>
internal static class ObjectIds
{
    /// <summary>The server decodes everything but the slash.</summary>
    public static string Read(string id) => id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>404, whether nobody has it or another tenant; whoever writes another tenant's name in front of it is reported.</summary>
    public static ApiProblem Missing(HttpContext http, ConfigurationState state, string kind, string id)
    {
        var colon = id.IndexOf(TenantNames.Separator, StringComparison.Ordinal);
        var isAnothers = colon > 0 && state.Whole.Pools.Select(p => p.Tenant).Concat(state.Whole.Routes.Select(r => r.Tenant)).Contains(id[..colon]);
        return isAnothers ? TenantScope.Crossed(http, kind, id) : TenantScope.Missing(kind);
    }
}
