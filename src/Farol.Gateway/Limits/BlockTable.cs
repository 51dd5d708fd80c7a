using Farol.Configuration.Gateway;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Limits;

/// <summary>
/// Clients that are refused. The installation's entries hold for connections and for every request; a tenant's hold for requests to its routes,
/// beside the others: a tenant can neither let in whom the installation blocks nor be made to let in whom it blocks itself. Among the entries of
/// one scope the longest prefix decides. Immutable.
/// </summary>
internal sealed class BlockTable
{
    public static readonly BlockTable None = new([], new Dictionary<string, Tenant>());

    private const int MappedShift = 32;
    private const ulong MappedPrefix = 0xFFFF;

    private readonly Scope? _all;
    private readonly Dictionary<MeterKey, Scope> _byTenant;
    private readonly ValueList<BlockSection> _sections;

    public BlockTable(ValueList<BlockSection> sections, IReadOnlyDictionary<string, Tenant> tenants)
    {
        _sections = sections;
        _all = sections.Where(s => s.Tenant is null).ToList() is { Count: > 0 } all ? new Scope(all, null) : null;
        _byTenant = sections.Where(s => s.Tenant is not null && tenants.ContainsKey(s.Tenant)).GroupBy(s => s.Tenant!, StringComparer.Ordinal)
            .ToDictionary(g => tenants[g.Key].Key, g => new Scope([.. g], tenants[g.Key]));
    }

    public bool IsEmpty => _all is null && _byTenant.Count == 0;

    /// <summary>The entry of the installation that blocks an address now; null: none.</summary>
    public BlockRule? Find(UInt128 address, TimeProvider time) => _all?.Find(address, time);

    /// <summary>The entry that blocks an address from this tenant's routes now; null: none.</summary>
    public BlockRule? Find(UInt128 address, Tenant tenant, TimeProvider time) =>
        _byTenant.TryGetValue(tenant.Key, out var scope) ? scope.Find(address, time) : null;

    /// <summary>Whether it was made of the same entries for the same tenants.</summary>
    public bool IsOf(ValueList<BlockSection> sections, IReadOnlyDictionary<string, Tenant> tenants) =>
        _sections == sections && _sections.All(s => s.Tenant is null || (tenants.TryGetValue(s.Tenant, out var tenant) && _byTenant.ContainsKey(tenant.Key)));

    /// <summary>IPv4 apart from IPv6: all of IPv6 (<c>::/0</c>) is not all there is.</summary>
    private sealed class Scope(IReadOnlyCollection<BlockSection> sections, Tenant? tenant)
    {
        private readonly BlockRanges _four = new(sections.Where(BlockRanges.IsIPv4), tenant);
        private readonly BlockRanges _six = new(sections.Where(s => !BlockRanges.IsIPv4(s)), tenant);

        public BlockRule? Find(UInt128 address, TimeProvider time) => (address >> MappedShift == MappedPrefix ? _four : _six).Find(address, time);
    }
}
