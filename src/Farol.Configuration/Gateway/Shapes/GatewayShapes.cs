namespace Farol.Configuration.Gateway.Shapes;

/// <summary>What holds for the whole gateway, and the document's own keys.</summary>
internal static class GatewayShapes
{
    private static readonly SectionShape<ClientTimeoutsSection> _timeouts = new SectionShape<ClientTimeoutsSection>("client_timeouts", "How long clients may take.")
        .Key(t => t.TlsHandshake, Kinds.Duration, "Default 10s.")
        .Key(t => t.HeaderRead, Kinds.Duration, "From a request's first byte to the end of its head. Default 10s.")
        .Key(t => t.KeepAlive, Kinds.Duration, "Between requests. Default 60s.")
        .Key(t => t.BodyIdle, Kinds.Duration, "Without a byte in the middle of a body. Default 30s.")
        .Key(t => t.SendIdle, Kinds.Duration, "Without taking a byte of a response. Default 30s.")
        .Key(t => t.Drain, Kinds.DurationOrNone, "How long requests under way may go on when the gateway stops. Default 30s.");

    public static readonly SectionShape<LimitsSection> Limits = new SectionShape<LimitsSection>("limits", "Bounds of what clients may ask of the gateway.")
        .Key(l => l.MaxConnections, Kinds.Integer(0, 10_000_000), "0: what the limit of open files leaves. Default 0.")
        .Key(l => l.MaxConnectionsPerClient, Kinds.Integer(0, 10_000_000), "0: no bound. Default 0.")
        .Key(l => l.MaxRequestLineBytes, Kinds.Integer(256, 65_535), "Default 8192.")
        .Key(l => l.MaxHeadBytes, Kinds.Integer(1024, 65_535), "Request line and headers. Default 32768.")
        .Key(l => l.MaxHeaderFields, Kinds.Integer(10, 1000), "Default 100.")
        .Key(l => l.MaxBodyBytes, new SizeKind(0, 1L << 50), "0: no bound. Default 0.")
        .Key(l => l.MaxRequestsPerConnection, Kinds.Integer(0, int.MaxValue), "0: no bound. Default 0.")
        .Key(l => l.MinimumBodyBytesPerSecond, Kinds.Integer(0, 1_000_000), "Slower bodies are cut off; 0: only silent ones. Default 100.")
        .Key(l => l.MaxHttp2Streams, Kinds.Integer(1, 10_000), "Streams at once on a connection. Default 128.")
        .Key(l => l.MaxHttp2Resets, Kinds.Integer(10, 100_000), "Streams that a client may reset within ten seconds. Default 200.");

    private static readonly SectionShape<AccessLogSection> _accessLog = new SectionShape<AccessLogSection>("access_log", "One JSON line for a request.")
        .Key(a => a.Enabled, Kinds.Flag, "Default false.")
        .Key(a => a.File!, Kinds.File, "Default: standard output.")
        .Key(a => a.SampleOneIn, Kinds.Integer(1, 1_000_000), "Of so many requests one is written; server errors always. Default 1.")
        .Key(a => a.MaxWaiting, Kinds.Integer(64, 1 << 20), "Entries of a loop that wait for the disk. Default 8192.");

    private static readonly SectionShape<ForwardedHeadersSection> _forwarded = new SectionShape<ForwardedHeadersSection>("forwarded_headers", "What backends are told about the client.")
        .Key(f => f.XForwarded, Kinds.Flag, "X-Forwarded-For, -Proto, -Host, -Port. Default true.")
        .Key(f => f.Forwarded, Kinds.Flag, "Forwarded (RFC 7239). Default false.")
        .Key(f => f.RequestId, Kinds.Flag, "X-Request-ID. Default true.");

    public static readonly SectionShape<TenantSection> Tenant = new SectionShape<TenantSection>("tenant", "What a tenant may use of the gateway.")
        .Key(t => t.Name, Kinds.Name("acme"), "The name that pools and routes use. Required.")
        .Key(t => t.MaxRequestsPerSecond, Kinds.OptionalInteger(1, 10_000_000), "Default: no bound.")
        .Key(t => t.MaxBurstSize, Kinds.OptionalInteger(1, 10_000_000), "Requests at once after a pause. Default: as many as in one second.")
        .Key(t => t.MaxRoutes, Kinds.OptionalInteger(0, 1_000_000), "Default: no bound.")
        .Key(t => t.MaxBackends, Kinds.OptionalInteger(0, 1_000_000), "Default: no bound.")
        .Key(t => t.BackendNetworks, Kinds.Networks, "Networks that its backends may be in beside the public ones. Default: none.");

    public static readonly SectionShape<GlobalSection> Global = new SectionShape<GlobalSection>("gateway", "What holds for the gateway as a whole.")
        .Key(g => g.Loops, Kinds.Integer(0, 1024), "Event loops; 0: one for each processor. Default 0.")
        .Key(g => g.EventLoop, Kinds.Word<EventLoopKind>(), "Calls of the kernel that they use: io_uring beside epoll where it may be used (auto), never, or not without. Default auto.")
        .Key(g => g.TrustedProxies, Kinds.Networks, "Proxies in front whose forwarded headers are believed. Default: none.")
        .Key(g => g.DebugNetworks, Kinds.Networks, "Who may ask with X-Farol-Debug why a request went where it went. Default: nobody.")
        .Key(g => g.DefaultPool!, Kinds.Name(null), "Where requests for unknown hosts go. Default: 421.")
        .Key(g => g.Timeouts, Kinds.Section(_timeouts), "How long clients may take.")
        .Key(g => g.Limits, Kinds.Section(Limits), "Bounds of what clients may ask.")
        .Key(g => g.AccessLog, Kinds.Section(_accessLog), "One JSON line for a request.")
        .Key(g => g.ForwardedHeaders, Kinds.Section(_forwarded), "What backends are told about the client.")
        .Key(g => g.RateLimits, Kinds.List(Kinds.Section(RouteShapes.RateLimit), 10), "Held before those of a route.")
        .Key(g => g.ErrorPages, Kinds.List(Kinds.Section(RouteShapes.ErrorPage), 50), "Where a route has none.")
        .Key(g => g.ResolveInterval, new DurationKind(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)), "How often names of backends are resolved again. Default 30s.")
        .Key(g => g.Region!, Kinds.AnyText, "Where this gateway stands, for geo_proximity.")
        .Key(g => g.RegionHeader!, Kinds.OptionalToken, "Header in which trusted_proxies tell the client's region, for geo_proximity.")
        .Key(g => g.GeoDatabase!, Kinds.File, "MaxMind file, for geo_proximity.")
        .Key(g => g.StickySecret!, Kinds.Secret, "Signs sticky cookies; gateways that share clients share it. Default: this installation's own.");

    /// <summary>What the file may say; only the link carries answers to ACME challenges.</summary>
    public static readonly SectionShape<GatewayDocument> Document = new SectionShape<GatewayDocument>("document", "The gateway's part of the file.")
        .Key(d => d.Listeners, Kinds.List(Kinds.Section(ListenerShapes.Listener), 1000), "Ports that the gateway takes connections on. Default: 80, and 443 where there are certificates.")
        .Key(d => d.Certificates, Kinds.List(Kinds.Section(ListenerShapes.Certificate), 100_000), "Certificates and their keys.")
        .Key(d => d.Pools, Kinds.List(Kinds.Section(PoolShapes.Pool), 100_000), "Groups of backends.")
        .Key(d => d.Routes, Kinds.List(Kinds.Section(RouteShapes.Route), 1_000_000), "Which requests go where.")
        .Key(d => d.Tenants, Kinds.List(Kinds.Section(Tenant), 100_000), "What tenants may use.")
        .Key(d => d.Gateway, Kinds.Section(Global), "What holds for the gateway as a whole.");
}
