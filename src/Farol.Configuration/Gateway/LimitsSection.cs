namespace Farol.Configuration.Gateway;

/// <summary>Bounds of what clients may ask of the gateway.</summary>
public sealed record LimitsSection
{
    /// <summary>Connections of clients; 0: what the limit of open files leaves.</summary>
    public int MaxConnections { get; init; }

    /// <summary>Connections of one client address (IPv6: one /64); 0: no bound, since whole offices stand behind one address.</summary>
    public int MaxConnectionsPerClient { get; init; }

    /// <summary>8 KiB: what other servers take; longer addresses fail somewhere anyway (RFC 9112 asks for 8 000).</summary>
    public int MaxRequestLineBytes { get; init; } = 8192;

    /// <summary>Request line and headers together: 32 KiB hold the largest cookies that browsers keep for a site.</summary>
    public int MaxHeadBytes { get; init; } = 32768;

    /// <summary>Browsers send about 20.</summary>
    public int MaxHeaderFields { get; init; } = 100;

    /// <summary>0: no bound; bodies stream through in constant memory.</summary>
    public long MaxBodyBytes { get; init; }

    /// <summary>Requests on one connection; 0: no bound.</summary>
    public int MaxRequestsPerConnection { get; init; }

    /// <summary>A body that comes slower for longer than the idle time is cut off; 0: only silence is.</summary>
    public int MinimumBodyBytesPerSecond { get; init; } = 100;

    /// <summary>Streams at once on an HTTP/2 connection (RFC 9113 asks for at least 100).</summary>
    public int MaxHttp2Streams { get; init; } = 128;

    /// <summary>Streams that a client may reset within ten seconds before its connection is closed (rapid reset, CVE-2023-44487).</summary>
    public int MaxHttp2Resets { get; init; } = 200;
}
