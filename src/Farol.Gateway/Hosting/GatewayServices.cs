using Farol.Configuration.Gateway;

namespace Farol.Gateway.Hosting;

/// <summary>What the data plane needs from the program that hosts it.</summary>
internal sealed record GatewayServices
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Signs sticky cookies: the same over restarts and on all gateways that share clients. Secret.</summary>
    public required byte[] StickyKey { get; init; }

    /// <summary>Where keys of TLS sessions are kept over restarts; null: they are not.</summary>
    public string? DataFolder { get; init; }

    /// <summary>See <see cref="Loop.EventLoop.ReadsBeforeRing"/>; null: io_uring(7) is not used.</summary>
    public int? ReadsBeforeRing { get; init; }

    /// <summary>
    /// How long a client that has not asked anything yet may take to, once its connection was told to end: its request comes within a round trip, or
    /// within a second where it was lost on its first way.
    /// </summary>
    public TimeSpan FirstRequest { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long clients that have begun to connect to a listener that goes may take: a round trip to the other side of the earth.</summary>
    public TimeSpan HandshakesUnderWay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Where a listener's socket comes from; the server closes it. Null: it binds it itself.</summary>
    public Func<ListenerSection, int>? OpenSocket { get; init; }
}
