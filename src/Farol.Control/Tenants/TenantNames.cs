namespace Farol.Control.Tenants;

/// <summary>
/// How a tenant's objects are called in the gateway's document. The installation's own have their plain names; a tenant's carry its id in front
/// (<c>acme:web</c>), so that two tenants may both have a pool <c>web</c>, and neither learns of the other's.
/// </summary>
public static class TenantNames
{
    public const char Separator = ':';

    /// <summary>The name in the document.</summary>
    public static string Qualify(string tenantId, string name) =>
        tenantId == Farol.Access.Accounts.PlatformTenant.Id ? name : $"{tenantId}{Separator}{name}";

    /// <summary>The name as its tenant knows it.</summary>
    public static string Plain(string tenantId, string qualified) =>
        tenantId != Farol.Access.Accounts.PlatformTenant.Id && qualified.StartsWith(tenantId + Separator, StringComparison.Ordinal)
            ? qualified[(tenantId.Length + 1)..]
            : qualified;
}
