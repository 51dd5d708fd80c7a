namespace Farol.Configuration.Gateway;

/// <summary>One entry of <c>pools:</c>: backends that serve the same thing, and how they are chosen, watched and spoken to.</summary>
public sealed record PoolSection
{
    public string Name { get; init; } = "";

    /// <summary>In turns: the least surprising, and what the weights of a first file most often mean.</summary>
    public BalancingAlgorithm Algorithm { get; init; } = BalancingAlgorithm.RoundRobin;

    /// <summary>Null: a client may be served by another backend each time.</summary>
    public StickySection? StickySessions { get; init; }

    /// <summary>What <c>consistent_hash</c> hashes.</summary>
    public HashOnSection HashOn { get; init; } = new();

    public ValueList<BackendSection> Backends { get; init; } = [];

    /// <summary>For every backend that has none of its own; null: a backend counts as healthy until traffic shows otherwise.</summary>
    public HealthCheckSection? HealthCheck { get; init; }

    public PassiveHealthSection PassiveHealth { get; init; } = new();

    /// <summary>Null: no breaker; passive health already sets failing backends aside.</summary>
    public BreakerSection? Breaker { get; init; }

    public RetrySection Retries { get; init; } = new();

    /// <summary>When fewer than this share of a tier is healthy, all of it is used: half of a fleet cannot carry the load of the whole (Envoy's default).</summary>
    public int PanicPercent { get; init; } = 50;

    /// <summary>How long a backend that came back takes to reach its full share; 0: at once.</summary>
    public TimeSpan SlowStart { get; init; } = TimeSpan.Zero;

    /// <summary>Requests in flight to one backend; null: no bound.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>Requests that wait for a backend at its bound; more are answered 503.</summary>
    public int MaxQueue { get; init; } = 128;

    /// <summary>How long one waits there: after five seconds most people have gone.</summary>
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public PoolTimeoutsSection Timeouts { get; init; } = new();

    public KeepAliveSection KeepAlive { get; init; } = new();

    public BackendProtocol Protocol { get; init; } = BackendProtocol.Http1;

    /// <summary>Null: plain towards the backends.</summary>
    public BackendTlsSection? Tls { get; init; }

    public ProxyProtocolVersion SendProxyProtocol { get; init; } = ProxyProtocolVersion.Off;

    /// <summary>The Host that backends see; null: the one that the client sent.</summary>
    public string? HostHeader { get; init; }

    /// <summary>The tenant whose backends these are: their addresses are held to its networks.</summary>
    public string? Tenant { get; init; }
}
