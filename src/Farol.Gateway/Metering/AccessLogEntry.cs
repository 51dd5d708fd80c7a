using Farol.Gateway.Balancing;

namespace Farol.Gateway.Metering;

/// <summary>What the access log and whoever looks at requests are told of one request. Without the query: that is where people put tokens.</summary>
internal readonly ref struct AccessLogEntry
{
    public required ReadOnlySpan<byte> Client { get; init; }

    public required ReadOnlySpan<byte> Method { get; init; }

    public required ReadOnlySpan<byte> Host { get; init; }

    /// <summary>The host without its port.</summary>
    public ReadOnlySpan<byte> HostName { get; init; }

    /// <summary>As it came.</summary>
    public required ReadOnlySpan<byte> Path { get; init; }

    /// <summary>0: the client got no answer.</summary>
    public required int Status { get; init; }

    public long BytesIn { get; init; }

    public long BytesOut { get; init; }

    public long TotalMicroseconds { get; init; }

    /// <summary>0: the backend gave no answer.</summary>
    public long FirstByteMicroseconds { get; init; }

    public string? Route { get; init; }

    public string? Pool { get; init; }

    /// <summary>Id of the last backend that was tried.</summary>
    public string? Backend { get; init; }

    public string? Tenant { get; init; }

    /// <summary>Why that one, or why none.</summary>
    public SelectionReason Reason { get; init; }

    public int Tries { get; init; }

    public ReadOnlySpan<byte> RequestId { get; init; }

    public ReadOnlySpan<byte> UserAgent { get; init; }

    public bool IsTls { get; init; }

    public bool IsHttp2 { get; init; }

    /// <summary>The response was cut off.</summary>
    public bool IsAborted { get; init; }

    /// <summary>A block in force refused the request; without it, a 403 is the backend's own.</summary>
    public bool IsBlocked { get; init; }
}
