using Farol.Gateway.Http1;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Metering;

/// <summary>What is counted of one request once it has ended.</summary>
internal readonly record struct RequestFigures
{
    public required Method Method { get; init; }

    /// <summary>As the client saw it; 0: it saw none.</summary>
    public required int Status { get; init; }

    /// <summary>The last backend that was tried; null: none.</summary>
    public Backend? Backend { get; init; }

    /// <summary>Bytes of the request's body.</summary>
    public long BytesIn { get; init; }

    /// <summary>Bytes of the response's body.</summary>
    public long BytesOut { get; init; }

    /// <summary>From the request's head to the response's end.</summary>
    public required long TotalMicroseconds { get; init; }

    /// <summary>From the request's going out to the response's first byte; 0: it never came.</summary>
    public long FirstByteMicroseconds { get; init; }

    /// <summary>Tries after the first.</summary>
    public int Retries { get; init; }

    /// <summary>It became a WebSocket or another tunnel: its duration is no response time.</summary>
    public bool IsTunnel { get; init; }

    /// <summary>The response was cut off.</summary>
    public bool IsAborted { get; init; }
}
