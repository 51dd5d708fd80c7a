using System.Net;
using Farol.Configuration.Gateway;
using Farol.Gateway.Health;
using Farol.Gateway.Questions;
using Farol.Gateway.Tests.Forwarding;
using Farol.Link.Protocol;

namespace Farol.Gateway.Tests.Questions;

/// <summary>What a gateway says of requests that nobody sends.</summary>
public sealed class RouteExplainerTests
{
    private static readonly IPNetwork _loopback = IPNetwork.Parse("127.0.0.0/8");

    [Fact]
    public async Task The_steps_are_told_in_order_and_nothing_is_counted_or_sent()
    {
        using var backend = RawBackend.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        await using var gateway = new GatewayUnderTest(document with
        {
            Routes =
            [
                new RouteSection { Name = "writes", Host = "shop.test", PathPrefix = "/api", Methods = ["POST"], Pool = "web" },
                new RouteSection { Name = "beta", Host = "shop.test", PathPrefix = "/api", Headers = [new HeaderMatchSection { Name = "X-Beta", Value = "1" }], Pool = "web" },
                new RouteSection { Name = "shop", Host = "*.test", Pool = "web", RateLimits = [new RateLimitSection { RequestsPerSecond = 1 }] },
            ],
        });
        var answer = Ask(gateway, "shop.test", "/api/x?y=1");
        Assert.Equal(("shop", "web", $"web/{backend.Port}", 0u), (answer.Route, answer.Pool, answer.Backend, answer.Status));
        Assert.Equal(
            [
                "host shop.test is matched by shop.test: the name itself, 2 routes",
                "route writes has the path prefix /api but takes only POST",
                "route beta has the path prefix /api but asks for X-Beta: 1",
                "no route of shop.test takes the request",
                "host shop.test is matched by *.test: one label before it, 1 route",
                "route shop takes it: path prefix /",
                "a limit holds: route shop per client",
                "pool web: round_robin over 1 backend",
                $"web/{backend.Port} is chosen; another such request may go to another one",
            ],
            answer.Reasons);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(0u, Ask(gateway, "shop.test", "/").Status);
        }

        Assert.Equal("beta", Ask(gateway, "shop.test", "/api", headers: ("X-Beta", "1")).Route);
        Assert.Equal("writes", Ask(gateway, "SHOP.test.", "/api", method: "POST").Route);
        Assert.All(gateway.Server.Loops, l => Assert.Null(l.Meter.Series));
        Assert.All(gateway.Registry.All, b => Assert.Equal((0, 0), (b.InFlight, b.Connections)));
        Assert.All(gateway.Registry.All, b => Assert.Equal(long.MinValue, b.Health.UsableSinceMicroseconds));
    }

    [Fact]
    public async Task Whoever_cannot_take_it_is_left_out_with_the_reason()
    {
        var document = GatewayUnderTest.InFrontOf(1, 2, 3, 4);
        var pool = document.Pools[0];
        await using var gateway = new GatewayUnderTest(document with
        {
            Pools = [pool with { Backends = [pool.Backends[0] with { Drain = true }, pool.Backends[1] with { Weight = 0 }, pool.Backends[2], pool.Backends[3] with { Priority = 1 }] }],
        });
        gateway.Registry.Find("web/3")!.Health.Judge(HealthAuthority.Active, HealthState.Unhealthy, "503 instead of 200", DateTimeOffset.UnixEpoch, 0);
        var answer = Ask(gateway, "any.test", "/");
        Assert.Equal("web/4", answer.Backend);
        Assert.Contains("web/1 is left out: it drains and takes no new sessions", answer.Reasons);
        Assert.Contains("web/2 is left out: its weight is 0", answer.Reasons);
        Assert.Contains("web/3 is left out: unhealthy says active: 503 instead of 200", answer.Reasons);
        Assert.Contains("web/4 is chosen in a further tier: the ones before lack healthy weight", answer.Reasons);
        Assert.StartsWith("tier 0: 0", answer.Reasons.Single(r => r.StartsWith("tier 0", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_and_a_hash_are_followed_as_requests_follow_them()
    {
        using var backends = new AnsweringBackends(4);
        var document = GatewayUnderTest.InFrontOf(backends.Ports);
        document = document with { Pools = [document.Pools[0] with { StickySessions = new StickySection { Cookie = "SRV" } }] };
        await using var gateway = new GatewayUnderTest(document);
        var (served, head) = await GetAsync(gateway, "");
        var cookie = head.Split("\r\n").Single(l => l.StartsWith("Set-Cookie: ", StringComparison.OrdinalIgnoreCase))[12..].Split(';')[0];
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(served, Ask(gateway, "x.test", "/", headers: ("Cookie", cookie)).Backend);
        }

        Assert.Contains("sessions are sticky, and the request has no valid cookie SRV", Ask(gateway, "x.test", "/", headers: ("Cookie", "SRV=nonsense")).Reasons);

        gateway.Apply(document with { Pools = [document.Pools[0] with { StickySessions = null, Algorithm = BalancingAlgorithm.ConsistentHash, HashOn = new HashOnSection { Source = HashSource.Header, Name = "X-Key" } }] });
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal((await GetAsync(gateway, $"X-Key: {i}\r\n")).Backend, Ask(gateway, "x.test", "/", headers: ("x-key", $"{i}")).Backend);
        }
    }

    [Fact]
    public async Task What_needs_no_backend_is_told_with_its_status()
    {
        var document = GatewayUnderTest.InFrontOf(1);
        await using var gateway = new GatewayUnderTest(document with
        {
            Tenants = [new TenantSection { Name = "acme" }],
            Gateway = document.Gateway with { TrustedProxies = [_loopback] },
            Blocks = [new BlockSection { Network = IPNetwork.Parse("203.0.113.0/24") }, new BlockSection { Network = IPNetwork.Parse("198.51.100.0/24"), Tenant = "acme" }],
            Routes =
            [
                new RouteSection { Name = "old", Host = "old.test", Redirect = new RedirectSection { To = "https://new.test/", Status = 301 } },
                new RouteSection { Name = "shop", Host = "shop.test", PathPrefix = "/shop", Tenant = "acme", Redirect = new RedirectSection { To = "https://acme.test/" } },
            ],
        });
        Assert.Equal(("old", 301u), StatusOf(Ask(gateway, "old.test", "/")));
        Assert.Equal(("", 404u), StatusOf(Ask(gateway, "shop.test", "/")));
        Assert.Equal(("", 421u), StatusOf(Ask(gateway, "else.test", "/")));
        Assert.Equal(("", 400u), StatusOf(Ask(gateway, "shop.test", "/a/../b")));
        Assert.Equal(("", 400u), StatusOf(Ask(gateway, "shop.test", "/", method: "get it")));
        Assert.Equal(("", 400u), StatusOf(Ask(gateway, "shop.test", "/", headers: ("X", "a\r\nHost: b"))));
        Assert.Equal(("", 400u), StatusOf(Ask(gateway, "shop.test", "/", client: "nobody")));
        Assert.Equal(("", 403u), StatusOf(Ask(gateway, "old.test", "/", client: "203.0.113.7")));
        var behindProxy = Ask(gateway, "shop.test", "/shop", client: "127.0.0.1", headers: ("X-Forwarded-For", "198.51.100.7"));
        Assert.Equal(("shop", 403u), StatusOf(behindProxy));
        Assert.Equal("it comes through a trusted proxy for 198.51.100.7", behindProxy.Reasons[0]);
        Assert.Equal("acme", behindProxy.Tenant);
    }

    private static (string Route, uint Status) StatusOf(RouteAnswer answer) => (answer.Route, answer.Status);

    private static RouteAnswer Ask(GatewayUnderTest gateway, string host, string path, string method = "GET", string client = "", params (string Name, string Value)[] headers)
    {
        var question = new RouteQuestion { Number = 5, Method = method, Host = host, Path = path, ClientAddress = client };
        foreach (var (name, value) in headers)
        {
            question.Headers[name] = value;
        }

        var answer = new RouteExplainer(gateway.Server).Answer(question);
        Assert.Equal(5UL, answer.Number);
        return answer;
    }

    private static async Task<(string Backend, string Head)> GetAsync(GatewayUnderTest gateway, string lines)
    {
        using var client = await gateway.ConnectAsync();
        await client.SendAsync($"GET / HTTP/1.1\r\nHost: x.test\r\n{lines}\r\n");
        var answer = await client.ReadResponseAsync();
        return ("web/" + answer.Split("\r\n\r\n")[1], answer);
    }

    /// <summary>Each answers with its port.</summary>
    private sealed class AnsweringBackends : IDisposable
    {
        private readonly RawBackend[] _all;

        public AnsweringBackends(int count) => _all = [.. Enumerable.Range(0, count).Select(_ => new RawBackend(ServeAsync))];

        public IEnumerable<int> Ports => _all.Select(b => b.Port);

        public void Dispose() => Array.ForEach(_all, b => b.Dispose());

        private static async Task ServeAsync(RawConnection connection)
        {
            var port = $"{((IPEndPoint)connection.Socket.LocalEndPoint!).Port}";
            while (true)
            {
                await connection.ReadUntilAsync("\r\n\r\n");
                await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {port.Length}\r\n\r\n{port}");
            }
        }
    }
}
