using Farol.Access.Accounts;
using Farol.Configuration.Gateway;
using Farol.Control.Tenants;

namespace Farol.Control.Revisions;

/// <summary>What of a document is one tenant's: its certificates, pools and routes; for the platform the installation's own.</summary>
internal static class TenantDocuments
{
    /// <summary>As the document has them.</summary>
    public static GatewayDocument Owned(GatewayDocument document, string tenantId)
    {
        var isPlatform = tenantId == PlatformTenant.Id;
        var prefix = tenantId + TenantNames.Separator;
        var pools = document.Pools.Where(p => isPlatform ? p.Tenant is null : p.Tenant == tenantId).ToList();
        var names = pools.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return new GatewayDocument
        {
            Pools = [.. pools],
            Routes = [.. document.Routes.Where(r => r.Tenant is { } owner ? owner == tenantId : r.Pool is null ? isPlatform : names.Contains(r.Pool))],
            Certificates = [.. document.Certificates.Where(c => isPlatform ? !c.Name.Contains(TenantNames.Separator, StringComparison.Ordinal) : c.Name.StartsWith(prefix, StringComparison.Ordinal))],
        };
    }

    /// <summary>Under the names that the tenant knows them by.</summary>
    public static GatewayDocument Told(GatewayDocument document, string tenantId)
    {
        var own = Owned(document, tenantId);
        string Plain(string name) => TenantNames.Plain(tenantId, name);
        return own with
        {
            Certificates = [.. own.Certificates.Select(c => c with { Name = Plain(c.Name) })],
            Pools =
            [
                .. own.Pools.Select(p => p with
                {
                    Name = Plain(p.Name),
                    Tenant = null,
                    Backends = [.. p.Backends.Select(b => b with { Id = Plain(b.Id) })],
                    Tls = p.Tls is { ClientCertificate: { } certificate } tls ? tls with { ClientCertificate = Plain(certificate) } : p.Tls,
                }),
            ],
            Routes = [.. own.Routes.Select(r => r with { Name = Plain(r.Name), Tenant = null, Pool = r.Pool is { } pool ? Plain(pool) : null })],
        };
    }
}
