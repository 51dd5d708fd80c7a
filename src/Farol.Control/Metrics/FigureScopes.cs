using Farol.Access.Accounts;

namespace Farol.Control.Metrics;

/// <summary>Whose figures they are, as the history names it.</summary>
internal static class FigureScopes
{
    public const string All = "all";

    public static string Tenant(string tenantId) => "tenant:" + tenantId;

    public static string Gateway(string name) => "gateway:" + name;

    public static string Machine(string node) => "machine:" + node;

    /// <summary>A tenant's id, as the gateway's series name it: the installation's own series name none.</summary>
    public static string TenantOfSeries(string tenant) => tenant.Length == 0 ? PlatformTenant.Id : tenant;
}
