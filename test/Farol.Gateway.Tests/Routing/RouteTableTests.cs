using System.Diagnostics;
using System.Globalization;
using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Http1;
using Farol.Gateway.Routing;
using Farol.Gateway.Snapshot;
using Testing.Support;

namespace Farol.Gateway.Tests.Routing;

/// <summary>Which route takes a request: tables as text, and what matching costs.</summary>
public sealed class RouteTableTests
{
    public static TheoryData<string> Cases => [.. RouteCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Requests_take_the_route_that_the_case_says(string name)
    {
        var (document, requests) = RouteCase.Read(name);
        var table = Build(document).Routes;
        Assert.NotEmpty(requests);
        Assert.Equal(requests.Select(Squeezed), requests.Select(r => Squeezed(Answer(table, r))));
    }

    [Fact]
    public void Many_routes_of_one_host_are_matched_as_few_are()
    {
        // Above a dozen rules the table hashes prefixes instead of comparing them one by one; both must say the same.
        var random = new Random(7);
        (string Method, RequestHead Head, byte[] Bytes)[] heads = [.. new[] { "GET", "POST" }.Select(m => RouteCase.Head(m, "")).Zip(["GET", "POST"], (h, m) => (m, h.Head, h.Bytes))];
        for (var round = 0; round < 100; round++)
        {
            var routes = Enumerable.Range(0, random.Next(13, 60)).Select(i => RandomRoute(random, i)).DistinctBy(r => (r.PathPrefix, r.Priority, r.Methods)).ToList();
            var table = Build(RouteCase.Document(routes)).Routes;
            for (var i = 0; i < 50; i++)
            {
                var path = RandomPath(random);
                var (method, head, bytes) = heads[random.Next(2)];
                Assert.Equal(Expected(routes, path, method), table.Match("example.com"u8, Encoding.ASCII.GetBytes(path), head, bytes, out _)?.Name);
            }
        }
    }

    [Fact]
    public void A_match_allocates_nothing()
    {
        var many = Enumerable.Range(0, 40).Select(i => new RouteSection { Host = "many.example.com", PathPrefix = $"/p{i}/q", Pool = "web" });
        var table = Build(RouteCase.Document([
            .. many,
            new RouteSection { Host = "www.example.com", PathPrefix = "/api", Methods = ["GET"], Headers = [new HeaderMatchSection { Name = "X-A", Value = "1" }], Pool = "web" },
            new RouteSection { Host = "*.example.com", Pool = "web" },
            new RouteSection { Host = "**.example.net", Pool = "web" },
        ])).Routes;
        var (head, bytes) = RouteCase.Head("GET", "X-A: 1");
        (byte[] Host, byte[] Path)[] requests =
        [
            ("www.example.com"u8.ToArray(), "/api/x"u8.ToArray()),
            ("other.example.com"u8.ToArray(), "/"u8.ToArray()),
            ("a.b.c.example.net"u8.ToArray(), "/x"u8.ToArray()),
            ("many.example.com"u8.ToArray(), "/p39/q/r/s"u8.ToArray()),
            ("many.example.com"u8.ToArray(), "/%7039//q;x/r"u8.ToArray()),
            ("many.example.com"u8.ToArray(), "/x/../y"u8.ToArray()),
            ("unknown.example.org"u8.ToArray(), "/"u8.ToArray()),
            ("www.example.com"u8.ToArray(), Encoding.ASCII.GetBytes("/%61pi/" + new string('x', 3000))),
        ];
        Assert.Equal(0, Allocations.Steady(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                foreach (var (host, path) in requests)
                {
                    if (table.Match(host, path, head, bytes, out _) is null)
                    {
                        table.KnowsHost(host);
                    }
                }
            }
        }));
    }

    [Fact]
    public void A_hundred_thousand_hosts_are_built_and_found()
    {
        var document = RouteCase.Document(Enumerable.Range(0, 100_000).Select(i => new RouteSection { Host = $"shop-{i}.example.com", Pool = "web" }));
        var registry = new BackendRegistry(1, new ResolvedNames());
        var builder = new SnapshotBuilder(registry);
        var clock = Stopwatch.StartNew();
        var first = builder.Build(document, 1, null);
        TestContext.Current.SendDiagnosticMessage("100 000 hosts built in {0} ms", clock.ElapsedMilliseconds);

        var changed = document with { Routes = [.. document.Routes.Select((r, i) => i == 500 ? r with { MaxBodyBytes = 1 } : r)] };
        clock.Restart();
        var second = builder.Build(changed, 2, first);
        TestContext.Current.SendDiagnosticMessage("one of them changed in {0} ms", clock.ElapsedMilliseconds);

        Assert.Equal("shop-99999.example.com/", Match(first.Routes, "shop-99999.example.com", "/", "GET")?.Name);
        Assert.Null(Match(first.Routes, "shop-100000.example.com", "/", "GET"));
        Assert.Equal(1, first.AllRoutes.Zip(second.AllRoutes).Count(p => !ReferenceEquals(p.First, p.Second)));
        Assert.Equal((long.MaxValue, 1), (Match(first.Routes, "shop-500.example.com", "/", "GET")!.MaxBodyBytes, Match(second.Routes, "shop-500.example.com", "/", "GET")!.MaxBodyBytes));
    }

    private static string Answer(RouteTable table, string request)
    {
        var sides = request.Split("=>");
        var words = sides[0].Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
        var host = new byte[words[1].Length];
        host = host[..HostNames.Normalise(Encoding.ASCII.GetBytes(words[1]), host)];
        var path = Encoding.ASCII.GetBytes(words[2]);
        var (head, bytes) = RouteCase.Head(words[0], words.Length > 3 ? words[3] : "");
        var route = table.Match(host, path, head, bytes, out var fault);
        return $"{sides[0]}=> {(fault != PathFault.None ? fault.ToString() : route is null ? table.KnowsHost(host) ? "404" : "421" : route.Name + Stripped(route, words[2]))}";
    }

    private static string Stripped(Route route, string path)
    {
        if (route.StripLength == 0)
        {
            return "";
        }

        var rest = path[route.StripFrom(Encoding.ASCII.GetBytes(path))..];
        return " strip=" + (rest.StartsWith('/') ? rest : "/" + rest);
    }

    private static Route? Match(RouteTable table, string host, string path, string method)
    {
        var (head, bytes) = RouteCase.Head(method, "");
        return table.Match(Encoding.ASCII.GetBytes(host), Encoding.ASCII.GetBytes(path), head, bytes, out _);
    }

    private static GatewaySnapshot Build(GatewayDocument document)
    {
        Assert.Empty(GatewayCheck.Errors(document, "test"));
        return new SnapshotBuilder(new BackendRegistry(1, new ResolvedNames())).Build(document, 1, null);
    }

    private static string Squeezed(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static RouteSection RandomRoute(Random random, int number) => new()
    {
        Name = number.ToString(CultureInfo.InvariantCulture),
        Host = "example.com",
        PathPrefix = RandomPath(random),
        Priority = random.Next(4) == 0 ? random.Next(3) : 0,
        Methods = random.Next(3) == 0 ? ["GET"] : [],
        Pool = "web",
    };

    private static string RandomPath(Random random) => "/" + string.Join('/', Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(3)));

    /// <summary>The documented order, said as plainly as can be.</summary>
    private static string? Expected(List<RouteSection> routes, string path, string method) => routes
        .Where(r => r.PathPrefix == "/" || path == r.PathPrefix || path.StartsWith(r.PathPrefix + "/", StringComparison.Ordinal))
        .Where(r => r.Methods.Count == 0 || r.Methods.Contains(method))
        .OrderByDescending(r => r.Priority)
        .ThenByDescending(r => r.PathPrefix.TrimEnd('/').Length)
        .ThenByDescending(r => r.Methods.Count > 0)
        .FirstOrDefault()?.Name;
}
