namespace Farol.Configuration.Gateway;

/// <summary>One entry of <c>routes:</c>: which requests go where. The order of matching is in docs/guides/gateway-routing.md.</summary>
public sealed record RouteSection
{
    /// <summary>Unique over the file. None given: host and path prefix.</summary>
    public string Name { get; init; } = "";

    /// <summary>Exact, <c>*.example.com</c> (one label), <c>**.example.com</c> (one or more), or <c>*</c>; lower case.</summary>
    public string Host { get; init; } = "*";

    /// <summary>Matches whole segments: <c>/api</c> takes <c>/api</c> and <c>/api/x</c>, not <c>/apix</c>.</summary>
    public string PathPrefix { get; init; } = "/";

    /// <summary>Takes the prefix off before the request is forwarded.</summary>
    public bool StripPrefix { get; init; }

    /// <summary>None given: every method.</summary>
    public ValueList<string> Methods { get; init; } = [];

    /// <summary>All of them must match.</summary>
    public ValueList<HeaderMatchSection> Headers { get; init; } = [];

    /// <summary>Higher wins over a longer prefix, among the routes of one host.</summary>
    public int Priority { get; init; }

    /// <summary>Where it goes; exactly one of pool and redirect is given.</summary>
    public string? Pool { get; init; }

    public RedirectSection? Redirect { get; init; }

    public HeaderChangesSection RequestHeaders { get; init; } = new();

    public HeaderChangesSection ResponseHeaders { get; init; } = new();

    public ValueList<RateLimitSection> RateLimits { get; init; } = [];

    /// <summary>Null: the gateway's.</summary>
    public long? MaxBodyBytes { get; init; }

    /// <summary>Null: bodies pass as the backend sent them; it knows its content better, and compressing secrets beside a client's text leaks them (BREACH).</summary>
    public CompressionSection? Compression { get; init; }

    public ValueList<ErrorPageSection> ErrorPages { get; init; } = [];

    public RouteTimeoutsSection Timeouts { get; init; } = new();

    public string? Tenant { get; init; }
}
