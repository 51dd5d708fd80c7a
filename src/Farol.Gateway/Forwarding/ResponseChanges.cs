using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Forwarding;

/// <summary>What the gateway adds to and takes from a backend's response head.</summary>
internal readonly ref struct ResponseChanges
{
    public required HeaderChanges Route { get; init; }

    /// <summary>Field lines of this one answer (request id, sticky cookie, debug), each with its line end.</summary>
    public ReadOnlySpan<byte> Lines { get; init; }

    /// <summary>The request's body has not come whole: the connection ends with this answer.</summary>
    public bool Close { get; init; }
}
