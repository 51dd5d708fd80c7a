using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway;

/// <summary>What holds of routes beyond their single values.</summary>
internal static class RouteRules
{
    /// <summary>Fields that say how a message is framed and where it goes; changing them would break it.</summary>
    private static readonly HashSet<string> _framing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Transfer-Encoding", "Host", "Keep-Alive", "Upgrade", "TE", "Trailer", "Proxy-Connection", "HTTP2-Settings",
    };

    private static readonly HashSet<int> _redirects = [301, 302, 303, 307, 308];

    public static void Check(GatewayDocument document, DocumentNames names, DocumentErrors errors, IDocumentFiles? files)
    {
        DocumentNames.Find(document.Gateway.DefaultPool, names.Pools, "pool", "gateway.default_pool", errors);
        CheckLimits(document.Gateway.RateLimits, "gateway.rate_limits", errors);
        CheckPages(document.Gateway.ErrorPages, "gateway.error_pages", errors, files);
        for (var i = 0; i < document.Routes.Count; i++)
        {
            var (route, path) = (document.Routes[i], $"routes[{i}]");
            CheckTarget(route, path, names, errors);
            DocumentNames.Find(route.Tenant, names.Tenants, "tenant", $"{path}.tenant", errors);
            CheckHeaders(route.RequestHeaders, $"{path}.request_headers", errors);
            CheckHeaders(route.ResponseHeaders, $"{path}.response_headers", errors);
            CheckLimits(route.RateLimits, $"{path}.rate_limits", errors);
            CheckPages(route.ErrorPages, $"{path}.error_pages", errors, files);
            if (route.PathPrefix.AsSpan().IndexOfAny("%;?#") >= 0)
            {
                errors.Judge($"{path}.path_prefix", "is written decoded, without %, ;, ? and #: requests are compared in that form");
            }
        }

        CheckUnambiguous(document, errors);
    }

    private static void CheckTarget(RouteSection route, string path, DocumentNames names, DocumentErrors errors)
    {
        if (route.Pool is null == route.Redirect is null)
        {
            errors.Judge($"{path}.pool", route.Pool is null ? "is required, or redirect" : "is given beside redirect; a route has one of them");
        }

        DocumentNames.Find(route.Pool, names.Pools, "pool", $"{path}.pool", errors);
        if (route.Redirect is { } redirect && !_redirects.Contains(redirect.Status))
        {
            errors.Judge($"{path}.redirect.status", $"expected 301, 302, 303, 307 or 308, found {redirect.Status}");
        }

        if (route is { StripPrefix: true, PathPrefix: "/" })
        {
            errors.Judge($"{path}.strip_prefix", "has nothing to strip: give path_prefix");
        }
    }

    /// <summary>Two routes with equal conditions: the second would never be used.</summary>
    private static void CheckUnambiguous(GatewayDocument document, DocumentErrors errors)
    {
        var first = new Dictionary<(string, string, int, string, string), int>();
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < document.Routes.Count; i++)
        {
            var route = document.Routes[i];
            var conditions = (route.Host, route.PathPrefix, route.Priority,
                string.Join(' ', route.Methods.Order(StringComparer.Ordinal)),
                string.Join('\n', route.Headers.Select(h => $"{h.Name.ToLowerInvariant()}={h.Value}").Order(StringComparer.Ordinal)));
            if (!first.TryAdd(conditions, i))
            {
                var line = errors.LineOf($"routes[{first[conditions]}]");
                errors.Judge($"routes[{i}].host", $"routes[{first[conditions]}]{(line > 0 ? $" on line {line}" : "")} has the same host, path_prefix, methods, headers and priority; one of them would never be used");
            }
            else if (!names.TryAdd(route.Name, i))
            {
                errors.Judge($"routes[{i}].name", $"\"{route.Name}\" is already the route routes[{names[route.Name]}]; give this one a name of its own");
            }
        }
    }

    private static void CheckHeaders(HeaderChangesSection changes, string path, DocumentErrors errors)
    {
        Judge(changes.Set.Select(h => h.Name), "set");
        Judge(changes.Add.Select(h => h.Name), "add");
        Judge(changes.Remove, "remove");

        void Judge(IEnumerable<string> headers, string list)
        {
            foreach (var (header, index) in headers.Select((h, n) => (h, n)).Where(h => _framing.Contains(h.h)))
            {
                errors.Judge($"{path}.{list}[{index}]", $"{header} belongs to the gateway: it says how messages are framed and where they go (host_header of a pool sets Host)");
            }
        }
    }

    private static void CheckLimits(ValueList<RateLimitSection> limits, string path, DocumentErrors errors)
    {
        for (var i = 0; i < limits.Count; i++)
        {
            if (limits[i].Per == RateLimitKey.Header == string.IsNullOrEmpty(limits[i].Header))
            {
                errors.Judge($"{path}[{i}].header", "is given with per: header, and only then");
            }

            if (limits[i] is { Scope: RateLimitScope.Global, Per: RateLimitKey.Client or RateLimitKey.Header })
            {
                errors.Judge($"{path}[{i}].scope", "global goes with per: route or per: tenant; each gateway counts clients and values by itself: leave scope out and divide the limit by the gateways, and bound them together by a limit with per: route");
            }
        }
    }

    private static void CheckPages(ValueList<ErrorPageSection> pages, string path, DocumentErrors errors, IDocumentFiles? files)
    {
        for (var i = 0; i < pages.Count; i++)
        {
            // A page read from its file has both; whoever wrote the body beside the file is told when the file is read.
            if (pages[i].File is null && pages[i].Body is null)
            {
                errors.Judge($"{path}[{i}].file", "is required, or body");
            }

            DocumentFiles.Probe(pages[i].File, $"{path}[{i}].file", errors, files);
        }
    }
}
