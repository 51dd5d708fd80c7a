namespace Farol.Gateway.Http2;

/// <summary>What an HTTP/2 peer may ask for.</summary>
internal sealed record Http2Limits
{
    /// <summary>RFC 9113, 6.5.2 asks for at least 100.</summary>
    public int MaxConcurrentStreams { get; init; } = 128;

    /// <summary>Names, values and 32 bytes for each field (RFC 9113, 6.5.2), as in HTTP/1.1.</summary>
    public int MaxHeaderListBytes { get; init; } = 32768;

    public int MaxFields { get; init; } = 100;

    /// <summary>Bytes of a stream's body that may be under way without having been forwarded. At 50 ms of round trip this is 40 Mbit/s.</summary>
    public int StreamWindowBytes { get; init; } = 256 * 1024;

    /// <summary>The same over all streams of a connection: what a stalled backend may make the gateway hold for one client.</summary>
    public int ConnectionWindowBytes { get; init; } = 1024 * 1024;

    /// <summary>Streams that the peer may reset, or make us reset, within <see cref="ResetWindowMilliseconds"/> (CVE-2023-44487, CVE-2025-8671).</summary>
    public int MaxResets { get; init; } = 200;

    public long ResetWindowMilliseconds { get; init; } = 10_000;

    /// <summary>Frames that bring nothing forward (PING, SETTINGS, PRIORITY, WINDOW_UPDATE, empty DATA) above those that data accounts for.</summary>
    public int MaxIdleFrames { get; init; } = 2000;

    /// <summary>So many of them a second are forgiven.</summary>
    public int IdleFramesPerSecond { get; init; } = 100;

    /// <summary>Answers to PING and SETTINGS that wait because the peer does not read.</summary>
    public int MaxWaitingAcknowledgements { get; init; } = 100;
}
