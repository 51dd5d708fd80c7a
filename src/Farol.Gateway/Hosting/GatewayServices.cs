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

    /// <summary>Where a listener's socket comes from; the server closes it. Null: it binds it itself.</summary>
    public Func<ListenerSection, int>? OpenSocket { get; init; }
}
