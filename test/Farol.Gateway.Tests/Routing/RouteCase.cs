using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Http1;
using Testing.Support;

namespace Farol.Gateway.Tests.Routing;

/// <summary>
/// One file of Cases: lines <c>route NAME HOST [PREFIX] [conditions]</c>, then lines <c>METHOD HOST PATH [headers] => EXPECTED</c>, where
/// EXPECTED is a route's name, 404, 421 or a fault of the path.
/// </summary>
internal static class RouteCase
{
    private static readonly string _folder = RepositoryRoot.File("test", "Farol.Gateway.Tests", "Routing", "Cases");

    public static IEnumerable<string> Names => Directory.GetFiles(_folder, "*.txt").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    public static (GatewayDocument Document, IReadOnlyList<string> Requests) Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(_folder, name)).Where(l => l.Length > 0 && l[0] != '#').ToList();
        var routes = lines.Where(l => l.StartsWith("route ", StringComparison.Ordinal)).Select(l => Route(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        return (Document(routes), [.. lines.Where(l => !l.StartsWith("route ", StringComparison.Ordinal))]);
    }

    public static GatewayDocument Document(IEnumerable<RouteSection> routes) => GatewayCheck.Complete(new GatewayDocument
    {
        Pools = [new PoolSection { Name = "web", Backends = [new BackendSection { Address = "127.0.0.1:80" }] }],
        Routes = [.. routes],
    });

    /// <summary>A head as the parser gives it; the parser itself refuses some of the paths, so the path is not its.</summary>
    public static (RequestHead Head, byte[] Bytes) Head(string method, string headers)
    {
        var text = $"{method} / HTTP/1.1\r\nHost: h\r\n{string.Concat(headers.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(h => h + "\r\n"))}\r\n";
        var bytes = Encoding.Latin1.GetBytes(text);
        var head = new RequestHead();
        Assert.Equal(ParseOutcome.Complete, head.Parse(bytes, new HeadLimits()));
        return (head, bytes);
    }

    private static RouteSection Route(string[] words)
    {
        var route = new RouteSection { Name = words[1], Host = words[2], Pool = "web" };
        foreach (var word in words[3..])
        {
            route = word.Split('=', 2) switch
            {
                ["priority", var priority] => route with { Priority = int.Parse(priority, System.Globalization.CultureInfo.InvariantCulture) },
                ["methods", var methods] => route with { Methods = [.. methods.Split(',')] },
                ["header", var header] => route with { Headers = [.. route.Headers, Match(header)] },
                ["strip"] => route with { StripPrefix = true },
                [var prefix] when prefix[0] == '/' => route with { PathPrefix = prefix },
                _ => throw new InvalidOperationException($"\"{word}\" in a case"),
            };
        }

        return route;
    }

    private static HeaderMatchSection Match(string header) =>
        header.Split(':') is [var name, var value] ? new HeaderMatchSection { Name = name, Value = value } : new HeaderMatchSection { Name = header };
}
