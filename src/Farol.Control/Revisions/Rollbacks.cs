using Farol.Configuration.Gateway;

namespace Farol.Control.Revisions;

/// <summary>The way back: the API part, or a tenant's objects in it, as a revision had them. What is in the file stays as the file says.</summary>
internal static class Rollbacks
{
    /// <param name="tenantId">Null: the whole API part.</param>
    public static GatewayDocument Edit(GatewayDocument current, GatewayDocument then, string? tenantId)
    {
        if (tenantId is null)
        {
            return then;
        }

        var (now, before) = (TenantDocuments.Owned(current, tenantId), TenantDocuments.Owned(then, tenantId));
        return current with
        {
            Certificates = [.. current.Certificates.Except(now.Certificates), .. before.Certificates],
            Pools = [.. current.Pools.Except(now.Pools), .. before.Pools],
            Routes = [.. current.Routes.Except(now.Routes), .. before.Routes],
        };
    }
}
