namespace Farol.Configuration.Gateway.Shapes;

/// <summary>Sections about backends.</summary>
internal static class PoolShapes
{
    public static readonly ValueKind<string> Path = new TextKind("a path beginning with /, without empty, \".\" and \"..\" segments", Kinds.IsPath);

    private static readonly SectionShape<HealthCheckSection> _healthCheck = new SectionShape<HealthCheckSection>("health_check", "An active health check.")
        .Key(h => h.Kind, Kinds.Word<HealthCheckKind>(), "http asks for a path, tcp only connects. Default http.")
        .Key(h => h.Path, new TextKind("a path beginning with /", t => t[0] == '/' && Kinds.IsLine(t)), "What is asked for. Default /.")
        .Key(h => h.Host!, Kinds.HostHeader, "The Host sent. Default: the backend's address.")
        .Key(h => h.Port, Kinds.OptionalInteger(1, 65535), "Another port than the traffic's.")
        .Key(h => h.Interval, new DurationKind(TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)), "Time between checks. Default 10s.")
        .Key(h => h.Timeout, new DurationKind(TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5)), "How long an answer may take. Default 5s.")
        .Key(h => h.ExpectedStatus, Kinds.List(new StatusKind(), 20), "Statuses that count as healthy. Default 200-399.")
        .Key(h => h.ExpectedBody!, Kinds.AnyText, "Text that the first 64 KiB of the body must hold.")
        .Key(h => h.Rise, Kinds.Integer(1, 100), "Good checks in a row until a backend is used again. Default 2.")
        .Key(h => h.Fall, Kinds.Integer(1, 100), "Bad checks in a row until it is not. Default 3.");

    public static readonly SectionShape<BackendSection> Backend = new SectionShape<BackendSection>("backend", "One backend of a pool.")
        .Key(b => b.Id, Kinds.Name(null), "Unique and lasting. Default: pool/address.")
        .Key(b => b.Address, new TextKind("host:port, such as 10.0.0.1:8080 or [2001:db8::1]:8080", t => HostPort.TryParse(t, out _)) { Required = "10.0.0.1:8080" }, "host:port. Required.")
        .Key(b => b.Weight, Kinds.Integer(1, 1000), "Its share beside the others. Default 1.")
        .Key(b => b.Region!, Kinds.AnyText, "Where it stands, for geo_proximity.")
        .Key(b => b.Priority, Kinds.Integer(0, 15), "Tier: 0 is used while it can, then 1, and so on. Default 0.")
        .Key(b => b.MaxConnections, Kinds.OptionalInteger(1, 1_000_000), "Requests in flight. Default: the pool's.")
        .Key(b => b.Drain, Kinds.Flag, "Takes no new sessions. Default false.")
        .Key(b => b.HealthCheck, Kinds.Optional(_healthCheck), "Its own check instead of the pool's.");

    private static readonly SectionShape<PassiveHealthSection> _passive = new SectionShape<PassiveHealthSection>("passive_health", "Setting backends aside by what traffic shows.")
        .Key(p => p.Enabled, Kinds.Flag, "Default true.")
        .Key(p => p.ConsecutiveFailures, Kinds.Integer(0, 1000), "Failures in a row; 0: not judged by it. Default 5.")
        .Key(p => p.ErrorRatePercent, Kinds.Integer(0, 100), "Share of failures in a window; 0: not judged by it. Default 50.")
        .Key(p => p.MinimumRequests, Kinds.Integer(1, 1_000_000), "Requests in a window below which a rate says nothing. Default 20.")
        .Key(p => p.Window, Kinds.Duration, "Default 10s.")
        .Key(p => p.LatencyOutlierPercent, new IntegerOrZeroKind(110, 100_000), "Latency against the tier's median in percent; 0: not judged by it. Default 0.")
        .Key(p => p.Ejection, Kinds.Duration, "How long the first time; it doubles each further time. Default 10s.")
        .Key(p => p.MaxEjection, Kinds.Duration, "At most so long. Default 5m.")
        .Key(p => p.MaxEjectedPercent, Kinds.Integer(0, 100), "Never more of a tier at once. Default 50.");

    private static readonly SectionShape<BreakerSection> _breaker = new SectionShape<BreakerSection>("breaker", "A circuit breaker for each backend.")
        .Key(b => b.FailurePercent, Kinds.Integer(1, 100), "Share of failures in a window that opens it. Default 50.")
        .Key(b => b.MinimumRequests, Kinds.Integer(1, 1_000_000), "Fewer requests in a window do not open it. Default 20.")
        .Key(b => b.Window, Kinds.Duration, "Default 10s.")
        .Key(b => b.Open, Kinds.Duration, "How long it stays open before trial requests. Default 10s.")
        .Key(b => b.TrialRequests, Kinds.Integer(1, 1000), "Trial requests at once; all good closes it. Default 3.");

    private static readonly SectionShape<RetrySection> _retries = new SectionShape<RetrySection>("retries", "Trying on another backend where that is safe.")
        .Key(r => r.MaxAttempts, Kinds.Integer(0, 10), "Tries after the first. Default 2.")
        .Key(r => r.BudgetPercent, Kinds.Integer(0, 100), "Share that retries may add to requests. Default 20.")
        .Key(r => r.BudgetMinimumPerSecond, Kinds.Integer(0, 10_000), "Retries a second beyond the share. Default 10.")
        .Key(r => r.OnStatus, Kinds.List(Kinds.Integer(500, 599), 20), "Answers that count as failed for an idempotent request. Default: none.");

    private static readonly SectionShape<StickySection> _sticky = new SectionShape<StickySection>("sticky_sessions", "Keeping a client with its backend by a signed cookie.")
        .Key(s => s.Cookie, Kinds.OptionalToken, "The cookie's name. Default farol_backend.")
        .Key(s => s.Lifetime, new NullableKind<TimeSpan>(new DurationKind(TimeSpan.FromSeconds(1), TimeSpan.FromDays(366))), "Default: until the browser is closed.")
        .Key(s => s.Path, new TextKind("a path beginning with /, without \";\"", t => t[0] == '/' && Kinds.IsLine(t) && !t.Contains(';', StringComparison.Ordinal)), "The cookie's path. Default /.")
        .Key(s => s.Secure, Kinds.OptionalFlag, "The cookie's Secure. Default: where the request came over TLS.");

    private static readonly SectionShape<HashOnSection> _hashOn = new SectionShape<HashOnSection>("hash_on", "What consistent_hash hashes.")
        .Key(h => h.Source, Kinds.Word<HashSource>(), "Default client_address.")
        .Key(h => h.Name!, Kinds.OptionalToken, "The name of the header or cookie.");

    private static readonly SectionShape<PoolTimeoutsSection> _timeouts = new SectionShape<PoolTimeoutsSection>("pool_timeouts", "How long backends may take.")
        .Key(t => t.Connect, Kinds.Duration, "Default 5s.")
        .Key(t => t.FirstByte, Kinds.Duration, "From the request's last byte to the response's first. Default 60s.")
        .Key(t => t.Idle, Kinds.Duration, "Without a byte in the middle of a body. Default 60s.")
        .Key(t => t.UpgradedIdle, Kinds.Duration, "Without a byte on a WebSocket. Default 10m.")
        .Key(t => t.Whole, Kinds.DurationOrNone, "The request as a whole; 0: no bound. Default 0.");

    private static readonly SectionShape<KeepAliveSection> _keepAlive = new SectionShape<KeepAliveSection>("keep_alive", "Connections to backends kept for the next request.")
        .Key(k => k.Enabled, Kinds.Flag, "Default true.")
        .Key(k => k.MaxIdle, Kinds.Integer(1, 100_000), "Idle ones to one backend on one loop. Default 64.")
        .Key(k => k.IdleTimeout, Kinds.Duration, "Default 50s.")
        .Key(k => k.MaxRequests, Kinds.Integer(0, int.MaxValue), "Requests on one connection; 0: no bound. Default 0.");

    private static readonly SectionShape<BackendTlsSection> _tls = new SectionShape<BackendTlsSection>("backend_tls", "TLS towards backends.")
        .Key(t => t.Verify, Kinds.Flag, "Whether the backend's certificate is checked. Default true.")
        .Key(t => t.ServerName!, Kinds.Host, "The name asked for and checked. Default: the backend's host.")
        .Key(t => t.AuthorityFile!, Kinds.File, "PEM file of authorities. Default: the system's.")
        .Key(t => t.AuthorityPem!, Kinds.Pem, "The authorities themselves, instead of a file.")
        .Key(t => t.ClientCertificate!, Kinds.Name(null), "Name of the certificate that the gateway presents.")
        .Key(t => t.MinimumVersion, Kinds.TlsVersion, "Default 1.2.");

    public static readonly SectionShape<PoolSection> Pool = new SectionShape<PoolSection>("pool", "Backends that serve the same thing.")
        .Key(p => p.Name, Kinds.Name("web"), "The name that routes use. Required.")
        .Key(p => p.Algorithm, Kinds.Word<BalancingAlgorithm>(), "How a backend is chosen. Default round_robin.")
        .Key(p => p.StickySessions, Kinds.Optional(_sticky), "Keeps a client with its backend; true for all its defaults. Default false.")
        .Key(p => p.HashOn, Kinds.Section(_hashOn), "What consistent_hash hashes. Default: the client's address.")
        .Key(p => p.Backends, Kinds.List(Kinds.Section(Backend), 10_000), "The backends. At least one.")
        .Key(p => p.HealthCheck, Kinds.Optional(_healthCheck), "For every backend without its own; true for all its defaults. Default: none.")
        .Key(p => p.PassiveHealth, Kinds.Section(_passive), "Setting backends aside by what traffic shows.")
        .Key(p => p.Breaker, Kinds.Optional(_breaker), "A circuit breaker for each backend; true for all its defaults. Default: none.")
        .Key(p => p.Retries, Kinds.Section(_retries), "Trying on another backend where that is safe.")
        .Key(p => p.PanicPercent, Kinds.Integer(0, 100), "With a smaller healthy share of a tier, all of it is used. Default 50.")
        .Key(p => p.SlowStart, Kinds.DurationOrNone, "How long a backend that came back takes to its full share. Default 0.")
        .Key(p => p.MaxConnections, Kinds.OptionalInteger(1, 1_000_000), "Requests in flight to one backend. Default: no bound.")
        .Key(p => p.MaxQueue, Kinds.Integer(0, 100_000), "Requests that wait for a backend at its bound. Default 128.")
        .Key(p => p.QueueTimeout, Kinds.Duration, "How long one waits there. Default 5s.")
        .Key(p => p.Timeouts, Kinds.Section(_timeouts), "How long backends may take.")
        .Key(p => p.KeepAlive, Kinds.Section(_keepAlive), "Connections kept for the next request.")
        .Key(p => p.Protocol, Kinds.Word<BackendProtocol>(), "http1, or http2 (for gRPC). Default http1.")
        .Key(p => p.Tls, Kinds.Optional(_tls), "TLS to the backends; true for all its defaults. Default: plain.")
        .Key(p => p.SendProxyProtocol, Kinds.Word<ProxyProtocolVersion>(), "PROXY protocol header to the backends. Default off.")
        .Key(p => p.HostHeader!, Kinds.HostHeader, "The Host that backends see. Default: the client's.")
        .Key(p => p.Tenant!, Kinds.Name(null), "The tenant whose backends these are.");
}
