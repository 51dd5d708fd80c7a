using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Balancing;

/// <summary>What of a request decides about its backend. Whatever the pool's algorithm does not read may stay empty.</summary>
internal readonly ref struct SelectionKey
{
    /// <summary><see cref="StableHash.Of(UInt128)"/> of the client's address, for <c>ip_hash</c>.</summary>
    public ulong ClientHash { get; init; }

    /// <summary>Hash of what the pool hashes on, for <c>consistent_hash</c>; 0: the request has none, the client's address stands in.</summary>
    public ulong KeyHash { get; init; }

    /// <summary>The backend that the client's cookie names; null: none.</summary>
    public Backend? Sticky { get; init; }

    /// <summary>Where the client is, or the gateway where that is unknown; for <c>geo_proximity</c>. Segments from wide to narrow: <c>sa-br-sp</c>.</summary>
    public ReadOnlySpan<byte> Region { get; init; }
}
