using System.Text;
using Farol.Gateway.Routing;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Questions;

/// <summary>Why a route takes a request and those before it do not, in words.</summary>
internal static class RouteSteps
{
    /// <summary>Routes that are told one by one: a host with thousands of them would fill a page with what did not happen.</summary>
    private const int MaxTold = 20;

    /// <param name="host">In lower case, without port.</param>
    /// <param name="route">The one that takes it; null: none does.</param>
    public static void Tell(List<string> reasons, GatewaySnapshot snapshot, ReadOnlySpan<byte> host, QuestionHead question, Route? route)
    {
        var hosts = snapshot.Routes.HostsFor(host);
        if (hosts.Count == 0)
        {
            reasons.Add($"no route is for host {Encoding.Latin1.GetString(host)}");
            return;
        }

        var path = question.Head.PathRange.Of(question.Bytes);
        _ = PathRules.View(path, new byte[path.Length], out var view);
        foreach (var each in hosts)
        {
            reasons.Add($"host {Encoding.Latin1.GetString(host)} is matched by {each.Host}: {Kind(each.Host)}, {each.Routes.Count} route{(each.Routes.Count == 1 ? "" : "s")}");
            if (TellRules(reasons, each, view, question, route))
            {
                return;
            }

            reasons.Add($"no route of {each.Host} takes the request");
        }
    }

    /// <returns>True: the route was among them.</returns>
    private static bool TellRules(List<string> reasons, HostRoutes host, ReadOnlySpan<byte> view, QuestionHead question, Route? route)
    {
        var (told, notTold) = (0, 0);
        foreach (var rule in host.Rules)
        {
            if (ReferenceEquals(rule.Route, route))
            {
                AddRest(reasons, notTold);
                reasons.Add($"route {route.Name} takes it: path prefix {route.Settings.PathPrefix}{(rule.HasMethods ? ", its method" : "")}{(rule.HeaderCount > 0 ? ", its headers" : "")}");
                return true;
            }

            if (!rule.TakesPath(view))
            {
                continue;
            }

            if (told++ == MaxTold)
            {
                (told, notTold) = (MaxTold, notTold + 1);
                continue;
            }

            reasons.Add($"route {rule.Route.Name} has the path prefix {rule.Route.Settings.PathPrefix} but {Missing(rule, question)}");
        }

        AddRest(reasons, notTold);
        return false;
    }

    private static string Missing(RouteRule rule, QuestionHead question) => rule.TakesMethodOf(question.Head, question.Bytes)
        ? $"asks for {string.Join(" and ", rule.Route.Settings.Headers.Select(h => h.Value is null ? h.Name : $"{h.Name}: {h.Value}"))}"
        : $"takes only {string.Join(", ", rule.Route.Settings.Methods)}";

    private static void AddRest(List<string> reasons, int notTold)
    {
        if (notTold > 0)
        {
            reasons.Add($"{notTold} more have the path prefix but ask for another method or header");
        }
    }

    private static string Kind(string host) => host switch
    {
        "*" => "every host",
        _ when host.StartsWith("**.", StringComparison.Ordinal) => "any labels before it",
        _ when host.StartsWith("*.", StringComparison.Ordinal) => "one label before it",
        _ => "the name itself",
    };
}
