using System.Net;
using Farol.Configuration.Gateway;
using Farol.Gateway.Hosting;
using Farol.Gateway.Tests.Forwarding;
using Farol.Link.GatewaySide;
using Microsoft.Extensions.Logging.Abstractions;
using Testing.Support;

namespace Farol.Gateway.Tests.Hosting;

/// <summary>Settings of the whole gateway that change under way.</summary>
public sealed class EngineChangeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RawBackend _backend = RawBackend.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    [Fact]
    public async Task Another_number_of_loops_is_said_to_wait_for_the_next_start()
    {
        await using var engine = new GatewayEngine(new OwnSockets(), _folder.Path, NullLoggerFactory.Instance, TimeProvider.System);
        Assert.Empty((await ApplyAsync(engine, Document(loops: 1))).Notes);
        var outcome = await ApplyAsync(engine, Document(loops: 3));
        Assert.True(outcome.IsApplied);
        Assert.Equal("gateway.loops: 3 is asked for and 1 are running; it holds from the gateway's next start", Assert.Single(outcome.Notes));
        Assert.Empty((await ApplyAsync(engine, Document(loops: 1))).Notes);
    }

    [Fact]
    public async Task Another_kind_of_loop_is_said_to_wait_for_the_next_start()
    {
        await using var engine = new GatewayEngine(new OwnSockets(), _folder.Path, NullLoggerFactory.Instance, TimeProvider.System);
        Assert.Empty((await ApplyAsync(engine, Document())).Notes);
        var asked = Document();
        var outcome = await ApplyAsync(engine, asked with { Gateway = asked.Gateway with { EventLoop = EventLoopKind.Epoll } });
        Assert.True(outcome.IsApplied);
        Assert.Equal("gateway.event_loop: epoll is asked for and auto is running; it holds from the gateway's next start", Assert.Single(outcome.Notes));
    }

    [Fact]
    public async Task Another_sticky_secret_holds_at_once_and_the_same_one_keeps_sessions()
    {
        await using var engine = new GatewayEngine(new OwnSockets(), _folder.Path, NullLoggerFactory.Instance, TimeProvider.System);
        var endpoint = (await ApplyAsync(engine, Document(secret: "one secret that is long enough to be one"))).Listeners[0].Endpoint;
        var first = await CookieAsync(endpoint);
        Assert.NotNull(first);
        await ApplyAsync(engine, Document(secret: "one secret that is long enough to be one") with { AcmeChallenges = [new AcmeChallengeSection { Host = "a.test", Token = "t", KeyAuthorization = "t.k" }] });
        Assert.Null(await CookieAsync(endpoint, first));
        await ApplyAsync(engine, Document(secret: "and one other secret that is just as long"));
        var second = await CookieAsync(endpoint, first);
        Assert.NotNull(second);
        Assert.NotEqual(first, second);
        Assert.Null(await CookieAsync(endpoint, second));
    }

    public void Dispose()
    {
        _backend.Dispose();
        _folder.Dispose();
    }

    private static Task<ApplyOutcome> ApplyAsync(GatewayEngine engine, GatewayDocument document) => engine.ApplyAsync(document, TestContext.Current.CancellationToken);

    /// <summary>The cookie that an answer sets; null: it sets none.</summary>
    private static async Task<string?> CookieAsync(string endpoint, string? cookie = null)
    {
        var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        await socket.ConnectAsync(IPEndPoint.Parse(endpoint), TestContext.Current.CancellationToken);
        using var client = new RawConnection(socket);
        await client.SendAsync($"GET / HTTP/1.1\r\nHost: x.test\r\n{(cookie is null ? "" : $"Cookie: {cookie}\r\n")}\r\n");
        var answer = await client.ReadResponseAsync();
        return answer.Split("\r\n").FirstOrDefault(l => l.StartsWith("Set-Cookie: ", StringComparison.OrdinalIgnoreCase))?[12..].Split(';')[0];
    }

    private GatewayDocument Document(int loops = 1, string? secret = null)
    {
        var document = GatewayUnderTest.InFrontOf(_backend.Port);
        return document with
        {
            Gateway = document.Gateway with { Loops = loops, StickySecret = secret },
            Pools = [document.Pools[0] with { StickySessions = new StickySection { Cookie = "SRV" } }],
        };
    }
}
