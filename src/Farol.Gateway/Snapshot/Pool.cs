using Farol.Configuration.Gateway;
using Farol.Gateway.Balancing;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Snapshot;

/// <summary>A pool of one snapshot. Unchanged between two documents, it is the same object in both snapshots.</summary>
internal sealed class Pool
{
    public required MeterKey Key { get; init; }

    public string Name => Key.Name;

    public int Index => Key.Index;

    public required PoolSection Settings { get; init; }

    /// <summary>In the order of the document; <see cref="BackendState"/> has each one's weight and tier.</summary>
    public required Backend[] Backends { get; init; }

    public Tenant? Tenant { get; init; }

    /// <summary>What is sent as Host; null: what the client sent.</summary>
    public byte[]? HostHeader { get; init; }

    /// <summary>The header or cookie that consistent_hash reads, headers in lower case; null: it hashes something else.</summary>
    public byte[]? HashName { get; init; }

    /// <summary>For the algorithms that hash, built with the snapshot so that no loop is held up by it.</summary>
    public HashRing? Ring { get; init; }

    /// <summary>0: no bound.</summary>
    public int ConnectMilliseconds { get; init; }

    public override string ToString() => Name;
}
