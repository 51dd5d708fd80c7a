namespace Farol.Gateway.Metering;

/// <summary>What happened; the words of the link are these in snake_case.</summary>
internal enum GatewayEventKind : byte
{
    /// <summary>A request or response that breaks HTTP was refused.</summary>
    Violation,

    /// <summary>A rate limit refused a request.</summary>
    LimitHit,

    /// <summary>An address on a block list was refused.</summary>
    Blocked,

    /// <summary>A backend may be used again, or no more.</summary>
    BackendHealth,

    /// <summary>Traffic set a backend aside.</summary>
    Ejection,

    /// <summary>A configuration is in force.</summary>
    SnapshotApplied,

    SnapshotRefused,

    /// <summary>Something held an event loop.</summary>
    LoopHeld,

    /// <summary>A bound of the gateway itself was reached.</summary>
    Exhausted,
}
