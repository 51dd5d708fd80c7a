using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Balancing;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Snapshot;

/// <summary>Makes the pools of one snapshot, or takes them over from the one before.</summary>
internal sealed class PoolFactory(BackendRegistry registry, IReadOnlyDictionary<string, Tenant> tenants, GatewaySnapshot? previous)
{
    private readonly Dictionary<string, Pool> _before =
        previous?.Pools.ToDictionary(p => p.Name, StringComparer.Ordinal) ?? [];

    public Dictionary<string, Pool> ByName { get; } = new(StringComparer.Ordinal);

    public List<(Backend Backend, BackendState State)> States { get; } = [];

    public void Add(PoolSection section)
    {
        var tenant = section.Tenant is null ? null : tenants[section.Tenant];
        var backends = section.Backends.Select(b => Prepare(section, b)).ToArray();
        ByName[section.Name] = _before.GetValueOrDefault(section.Name) is { } same
            && same.Settings == section && same.Tenant == tenant && same.Backends.AsSpan().SequenceEqual(backends)
            ? same
            : new Pool
            {
                Key = registry.PoolKeys.KeyOf(section.Name),
                Settings = section,
                Backends = backends,
                Tenant = tenant,
                HostHeader = section.HostHeader is null ? null : Encoding.ASCII.GetBytes(section.HostHeader),
                HashName = HashName(section.HashOn),
                Ring = section.Algorithm is BalancingAlgorithm.IpHash or BalancingAlgorithm.ConsistentHash ? new HashRing(section.Backends) : null,
                ConnectMilliseconds = (int)Math.Min(section.Timeouts.Connect.TotalMilliseconds, int.MaxValue),
            };
    }

    private static byte[]? HashName(HashOnSection hash) => hash.Source switch
    {
        HashSource.Header => Encoding.ASCII.GetBytes(hash.Name!.ToLowerInvariant()),
        HashSource.Cookie => Encoding.ASCII.GetBytes(hash.Name!),
        _ => null,
    };

    private Backend Prepare(PoolSection pool, BackendSection section)
    {
        if (!HostPort.TryParse(section.Address, out var target))
        {
            throw new ArgumentException($"the document was not checked: \"{section.Address}\" is no address of a backend", nameof(section));
        }

        var state = new BackendState
        {
            Host = target.Host,
            Port = target.Port,
            Weight = section.Weight,
            Region = section.Region,
            Priority = section.Priority,
            MaxConnections = section.MaxConnections ?? pool.MaxConnections,
            Draining = section.Drain,
            Reachable = pool.Tenant is null ? null : tenants[pool.Tenant].Reachable,
        };
        var backend = registry.Prepare(section.Id, pool.Name, state);
        States.Add((backend, state));
        return backend;
    }
}
