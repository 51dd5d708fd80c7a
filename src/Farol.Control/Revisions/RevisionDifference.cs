using Farol.Access.Accounts;
using Farol.Configuration.Gateway;
using Farol.Control.Tenants;

namespace Farol.Control.Revisions;

/// <summary>One thing that a revision changed, with secrets masked, for a page that shows both sides.</summary>
/// <param name="Kind">added, removed or changed.</param>
/// <param name="Object">Such as <c>pool web</c>; names are as their tenant knows them where a tenant asks.</param>
/// <param name="Field">The key within the object; null where the whole object came or went.</param>
/// <param name="TenantId">Whose object it is; null: the installation's.</param>
public sealed record RevisionDifference(DifferenceKind Kind, string Object, string? Field, string? Before, string? After, string? TenantId)
{
    /// <summary>The tenant whose object it is; the platform's for the installation's own.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Owner => TenantId ?? PlatformTenant.Id;

    /// <summary>Tells a tenant: its id goes from the front of its names.</summary>
    public RevisionDifference ToldTo(string tenantId) => this with { Object = Plain(Object, tenantId)!, Before = Plain(Before, tenantId), After = Plain(After, tenantId) };

    private static string? Plain(string? text, string tenantId) => text?.Replace(tenantId + TenantNames.Separator, "", StringComparison.Ordinal);
}
