using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Forwarding;

/// <summary>What the gateway says where no backend did.</summary>
internal readonly ref struct GatewayAnswer
{
    public required int Status { get; init; }

    /// <summary>Plain words without quotes or backslashes: they go into JSON as they are.</summary>
    public required string Detail { get; init; }

    /// <summary>0: none is said.</summary>
    public int RetryAfterSeconds { get; init; }

    public ReadOnlySpan<byte> RequestId { get; init; }

    /// <summary>The operator's own page for the status.</summary>
    public ErrorPage? Page { get; init; }

    public bool Close { get; init; }
}
