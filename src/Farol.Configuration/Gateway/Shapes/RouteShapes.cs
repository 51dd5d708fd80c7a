namespace Farol.Configuration.Gateway.Shapes;

/// <summary>Sections about routes.</summary>
internal static class RouteShapes
{
    public static readonly SectionShape<RateLimitSection> RateLimit = new SectionShape<RateLimitSection>("rate_limit", "A token bucket.")
        .Key(r => r.Per, Kinds.Word<RateLimitKey>(), "Whose requests share one bucket. Default client.")
        .Key(r => r.Scope, Kinds.Word<RateLimitScope>(), "gateway: each gateway counts by itself; global: all gateways together, with per: route or tenant. Default gateway.")
        .Key(r => r.Header!, Kinds.OptionalToken, "The header's name, with per: header.")
        .Key(r => r.RequestsPerSecond, new IntegerKind(1, 10_000_000) { Required = "100" }, "Required.")
        .Key(r => r.Burst, Kinds.Integer(0, 10_000_000), "Requests at once after a pause; 0: as many as in one second. Default 0.");

    public static readonly SectionShape<ErrorPageSection> ErrorPage = new SectionShape<ErrorPageSection>("error_page", "The body of an answer that the gateway itself gives.")
        .Key(e => e.Status, new StatusKind(), "A status or a range. Required.")
        .Key(e => e.File!, Kinds.File, "A file whose content is sent.")
        .Key(e => e.Body!, Kinds.Content, "The content itself.")
        .Key(e => e.ContentType, Kinds.HeaderValue, "Default text/html; charset=utf-8.");

    private static readonly SectionShape<RedirectSection> _redirect = new SectionShape<RedirectSection>("redirect", "Answering with another address.")
        .Key(r => r.To, new TextKind("an address beginning with http://, https://, {scheme}:// or /", IsRedirectTarget) { Required = "https://{host}{path}{query}" },
            "Where to; {scheme}, {host}, {path} and {query} stand for the request's. Required.")
        .Key(r => r.Status, Kinds.Integer(300, 399), "301, 302, 303, 307 or 308. Default 308.");

    private static readonly SectionShape<CompressionSection> _compression = new SectionShape<CompressionSection>("compression", "Compressing what a backend left plain.")
        .Key(c => c.Gzip, Kinds.Flag, "Default true.")
        .Key(c => c.Brotli, Kinds.Flag, "Default true.")
        .Key(c => c.MinimumBytes, Kinds.Integer(0, 1 << 30), "Smaller bodies are left alone. Default 1400.")
        .Key(c => c.Types, Kinds.List<string>(new TextKind("a media type such as text/html or text/*", t => t.Count(x => x == '/') == 1 && Kinds.IsLine(t)), 100), "Media types that are compressed.");

    private static readonly SectionShape<RouteTimeoutsSection> _timeouts = new SectionShape<RouteTimeoutsSection>("route_timeouts", "The route's own bounds instead of the pool's.")
        .Key(t => t.FirstByte, Kinds.OptionalDuration, "From the request's last byte to the response's first; 0: no bound.")
        .Key(t => t.Idle, Kinds.OptionalDuration, "Without a byte in the middle of a body; 0: no bound.")
        .Key(t => t.Whole, Kinds.OptionalDuration, "The request as a whole; 0: no bound.");

    public static readonly SectionShape<RouteSection> Route = new SectionShape<RouteSection>("route", "Which requests go where.")
        .Key(r => r.Name, Kinds.Name(null), "Unique. Default: host and path prefix.")
        .Key(r => r.Host, new TextKind("a host name, *.name, **.name or *", IsHostPattern), "A name, *.name (one label), **.name (one or more) or *. Default *.")
        .Key(r => r.PathPrefix, PoolShapes.Path, "Whole segments: /api takes /api and /api/x. Default /.")
        .Key(r => r.StripPrefix, Kinds.Flag, "Takes the prefix off before forwarding. Default false.")
        .Key(r => r.Methods, Kinds.List<string>(new TextKind("a method such as GET", Kinds.IsToken), 50), "Default: every method.")
        .Key(r => r.Headers, Kinds.List(Kinds.Section(HeaderShapes.Match), 20), "Headers that must all match.")
        .Key(r => r.Priority, Kinds.Integer(-1000, 1000), "Higher wins over a longer prefix, among routes of one host. Default 0.")
        .Key(r => r.Pool!, Kinds.Name(null), "Where it goes; either pool or redirect.")
        .Key(r => r.Redirect, Kinds.Optional(_redirect), "Another address to answer with.")
        .Bound(r => r.RequestHeaders, Kinds.Section(HeaderShapes.Changes), "Changes on the way to the backend.", LeadsToAnotherPool,
            "is needed with another pool than the stored one: type it, the stored one goes nowhere else")
        .Key(r => r.ResponseHeaders, Kinds.Section(HeaderShapes.Changes), "Changes on the way to the client.")
        .Key(r => r.RateLimits, Kinds.List(Kinds.Section(RateLimit), 10), "All of them are held.")
        .Key(r => r.MaxBodyBytes, new NullableKind<long>(new SizeKind(0, 1L << 50)), "0: no bound. Default: the gateway's.")
        .Key(r => r.Compression, Kinds.Optional(_compression), "Default: none.")
        .Key(r => r.ErrorPages, Kinds.List(Kinds.Section(ErrorPage), 50), "Before those of the gateway.")
        .Key(r => r.Timeouts, Kinds.Section(_timeouts), "Instead of the pool's.")
        .Key(r => r.Tenant!, Kinds.Name(null), "The tenant whose route it is. Default: the pool's.");

    /// <summary>A credential for one pool's backends is nothing that others should see. A redirect sends it nowhere.</summary>
    private static bool LeadsToAnotherPool(RouteSection given, RouteSection stored) => given.Pool is not null && given.Pool != stored.Pool;

    private static bool IsHostPattern(string text)
    {
        var name = text.StartsWith("**.", StringComparison.Ordinal) ? text[3..] : text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text;
        return text == "*" || HostPort.IsName(name) || (name == text && text[0] == '[' && HostPort.TryParse(text + ":1", out _));
    }

    private static bool IsRedirectTarget(string text) =>
        Kinds.IsLine(text) && text.All(c => c is > ' ' and < '\u007f')
        && (text[0] == '/' || text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal)
            || text.StartsWith("{scheme}://", StringComparison.Ordinal));
}
