using Farol.Link.Protocol;

namespace Farol.Gateways;

/// <summary>What is known of the gateway now.</summary>
internal sealed record GatewayStatus
{
    public bool IsConnected { get; init; }

    public string? Disconnection { get; init; }

    public SnapshotApplied? Applied { get; init; }

    /// <summary>The newest document was refused; null once one was applied.</summary>
    public SnapshotRefused? Refused { get; init; }

    /// <summary>Of the last second; null before the first.</summary>
    public Counters? Counters { get; init; }
}
