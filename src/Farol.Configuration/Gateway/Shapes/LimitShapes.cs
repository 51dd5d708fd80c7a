namespace Farol.Configuration.Gateway.Shapes;

/// <summary>Limits as the API has them in one object.</summary>
internal static class LimitShapes
{
    private static readonly SectionShape<RouteLimitsObject> _route = new SectionShape<RouteLimitsObject>("route_limits", "The limits of one route.")
        .Key(r => r.Name, Kinds.Name("app.example.com/"), "The route's name. Required.")
        .Key(r => r.RateLimits, Kinds.List(Kinds.Section(RouteShapes.RateLimit), 10), "All of them are held.")
        .Key(r => r.MaxBodyBytes, new NullableKind<long>(new SizeKind(0, 1L << 50)), "0: no bound. Default: the gateway's.");

    public static readonly SectionShape<LimitsObject> Limits = new SectionShape<LimitsObject>("all_limits", "What clients may ask for.")
        .Key(l => l.Bounds, Kinds.Section(GatewayShapes.Limits), "Of the whole gateway.")
        .Key(l => l.RateLimits, Kinds.List(Kinds.Section(RouteShapes.RateLimit), 10), "Held before those of a route.")
        .Key(l => l.Routes, Kinds.List(Kinds.Section(_route), 100_000), "Limits of routes; one that is not named keeps its own.");
}
