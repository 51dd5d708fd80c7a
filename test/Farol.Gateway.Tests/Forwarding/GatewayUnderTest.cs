using System.Net;
using System.Net.Sockets;
using Farol.Configuration.Gateway;
using Farol.Gateway.Hosting;
using Farol.Gateway.Snapshot;
using Microsoft.Extensions.Logging.Abstractions;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>A gateway in this process, on a port of its own, in front of the given backends.</summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    private readonly BackendRegistry _registry;
    private readonly SnapshotBuilder _builder;
    private long _revision = 1;

    public GatewayUnderTest(GatewayDocument document, int loops = 2, TimeProvider? time = null, Func<ListenerSection, int>? openSocket = null, Func<GatewayServices, GatewayServices>? services = null)
    {
        _registry = new BackendRegistry(loops, new ResolvedNames());
        _builder = new SnapshotBuilder(_registry);
        Document = document;
        var usual = new GatewayServices
        {
            StickyKey = new byte[32],
            Time = time ?? TimeProvider.System,
            OpenSocket = openSocket,
            // One read by epoll, then the ring: both carry every connection of these tests.
            ReadsBeforeRing = 1,
            HandshakesUnderWay = TimeSpan.Zero,
        };
        Server = new GatewayServer(_builder.Build(document, _revision, previous: null), _registry, services?.Invoke(usual) ?? usual, NullLogger<GatewayServer>.Instance);
        Server.Start();
    }

    public GatewayDocument Document { get; private set; }

    public BackendRegistry Registry => _registry;

    public GatewayServer Server { get; }

    public int Port => Server.PortOf("http");

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>One listener, one pool of the given backends, one route for everything.</summary>
    public static GatewayDocument InFrontOf(params IEnumerable<int> ports) => new()
    {
        Listeners = [new ListenerSection { Name = "http", Address = "127.0.0.1", Port = 0 }],
        Pools = [new PoolSection { Name = "web", Backends = [.. ports.Select(p => new BackendSection { Id = $"web/{p}", Address = $"127.0.0.1:{p}" })] }],
        Routes = [new RouteSection { Name = "all", Pool = "web" }],
    };

    public void Apply(GatewayDocument document)
    {
        Document = document;
        Server.Apply(_builder.Build(document, ++_revision, Server.Current));
    }

    public async Task<RawConnection> ConnectAsync(string listener = "http", IPAddress? to = null)
    {
        to ??= IPAddress.Loopback;
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(to, Server.PortOf(listener)), TestContext.Current.CancellationToken);
        return new RawConnection(socket);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.StopAsync(TimeSpan.Zero, TimeProvider.System);
        Server.Dispose();
    }
}
