using System.Collections.Frozen;
using Farol.Access.Accounts;
using Farol.Access.Roles;
using Farol.Store.Databases;

namespace Farol.Control.Tenants;

/// <summary>All tenants in memory, so that neither a request nor a document asks the database. Whoever changes one brings it up to date: one program
/// works on a database.</summary>
internal sealed class TenantDirectory(IStateDatabase database) : ITenantLimits, ITenants
{
    private static readonly TenantLimits _unbounded = new();
    private FrozenDictionary<string, TenantRow> _tenants = FrozenDictionary<string, TenantRow>.Empty;

    /// <summary>Deleted ones too.</summary>
    public IReadOnlyCollection<TenantRow> All => _tenants.Values;

    public TenantLimits? Find(string tenantId) =>
        tenantId == PlatformTenant.Id ? _unbounded : IsServed(tenantId) ? _tenants[tenantId].Limits : null;

    public bool IsServed(string tenantId) =>
        tenantId == PlatformTenant.Id || (_tenants.TryGetValue(tenantId, out var tenant) && tenant.IsServed);

    /// <summary>Reads every tenant anew.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<TenantRow>($"SELECT {TenantRow.Columns} FROM tenants", null, cancellationToken);
        _tenants = rows.ToFrozenDictionary(row => row.Id, StringComparer.Ordinal);
    }
}
