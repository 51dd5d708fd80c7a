using Farol.Configuration.Gateway;

namespace Farol.Gateway.Snapshot;

/// <summary>A tenant of one snapshot.</summary>
internal sealed class Tenant
{
    public required MeterKey Key { get; init; }

    public string Name => Key.Name;

    public required TenantSection Settings { get; init; }

    public required ReachableNetworks Reachable { get; init; }
}
