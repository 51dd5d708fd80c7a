using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Hosting;
using Farol.Gateway.Native;
using Farol.Gateway.Tests.Forwarding;
using Farol.Gateway.Tests.Tls;
using Testing.Support;
using SocketAddress = Farol.Gateway.Native.SocketAddress;

namespace Farol.Gateway.Tests.Hosting;

/// <summary>Clients that have connected, or are about to, when their listener goes: the kernel has told them that they are welcome.</summary>
public sealed class LeavingListenerTests : IDisposable
{
    private const string Get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private const int Many = 200;
    private const int DeferAccept = 9;

    private static readonly TimeSpan _long = TimeSpan.FromSeconds(30);

    private readonly TlsFixture _tls = new();
    private readonly RawBackend _backend = RawBackend.Answering("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _backend.Dispose();
        _tls.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_waits_to_be_accepted_is_served_once(bool hasAskedBefore)
    {
        await using var gateway = new GatewayUnderTest(WithExtra(), services: s => s with { FirstRequest = _long });
        using var held = new HeldLoops(gateway.Server);
        var clients = await ConnectAsync(gateway, "extra", Many);
        if (hasAskedBefore)
        {
            await AskAsync(clients);
        }

        var applied = Task.Run(() => gateway.Apply(Plain()), Cancellation);
        await Eventually.True(() => gateway.Server.Current.Revision == 2, "the change has come in");
        held.LetGo();
        await applied.WaitAsync(_long, Cancellation);
        if (!hasAskedBefore)
        {
            await AskAsync(clients);
        }

        await ServedOnceAsync(clients);
    }

    [Fact]
    public async Task Who_waits_to_be_accepted_when_the_gateway_ends_is_served_once()
    {
        var gateway = new GatewayUnderTest(Plain(), services: s => s with { FirstRequest = _long });
        using var held = new HeldLoops(gateway.Server);
        var clients = await ConnectAsync(gateway, "http", Many);
        var stopped = gateway.Server.StopAsync(_long, TimeProvider.System);
        await AskAsync(clients);
        held.LetGo();
        await ServedOnceAsync(clients);
        await stopped.WaitAsync(_long, Cancellation);
        gateway.Server.Dispose();
    }

    [Fact]
    public async Task Who_waits_at_a_socket_that_another_process_goes_on_with_waits_for_that_one()
    {
        var kept = -1;
        var gateway = new GatewayUnderTest(Plain(), openSocket: _ =>
        {
            var socket = Listen();
            kept = Duplicate(socket);
            return socket;
        });
        using var held = new HeldLoops(gateway.Server);
        var clients = await ConnectAsync(gateway, "http", count: 1);
        var stopped = gateway.Server.StopAsync(_long, TimeProvider.System, isKept: true);
        held.LetGo();
        await stopped.WaitAsync(_long, Cancellation);
        gateway.Server.Dispose();

        await using var next = new GatewayUnderTest(Plain(), openSocket: _ => kept);
        await AskAsync(clients);
        Assert.EndsWith("hello", await clients[0].ReadResponseAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_listener_on_the_same_socket_goes_on_with_it()
    {
        var socket = -1;
        await using var gateway = new GatewayUnderTest(On("first", 1), openSocket: section => section.Port == 0 ? Listen() : socket = socket < 0 ? Listen() : Duplicate(socket));
        gateway.Apply(On("second", 1));
        var clients = await ConnectAsync(gateway, "second", count: 1);
        for (var i = 0; i < 2; i++)
        {
            await AskAsync(clients);
            Assert.EndsWith("hello", await clients[0].ReadResponseAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TLS_that_was_promised_is_spoken_though_listener_and_certificate_are_gone()
    {
        await using var gateway = new GatewayUnderTest(WithTls(), services: s => s with { FirstRequest = _long });
        using var held = new HeldLoops(gateway.Server);
        var clients = await ConnectAsync(gateway, "https", count: 20);
        var answers = clients.ConvertAll(AskOverTlsAsync);
        var applied = Task.Run(() => gateway.Apply(Plain()), Cancellation);
        await Eventually.True(() => gateway.Server.Current.Revision == 2, "the change has come in");
        held.LetGo();
        await applied.WaitAsync(_long, Cancellation);
        foreach (var answer in await Task.WhenAll(answers).WaitAsync(_long, Cancellation))
        {
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
            Assert.EndsWith("hello", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_client_of_a_proxy_that_has_not_named_it_yet_is_served_once()
    {
        var document = WithExtra();
        document = document with
        {
            Listeners = [document.Listeners[0], document.Listeners[1] with { ProxyProtocol = true }],
            Gateway = document.Gateway with { TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")] },
        };
        await using var gateway = new GatewayUnderTest(document, services: s => s with { FirstRequest = _long });
        var clients = await ConnectAsync(gateway, "extra", count: 4);
        await Eventually.True(() => gateway.Server.Bounds.Count == 4, "all are accepted");
        gateway.Apply(Plain());
        foreach (var client in clients)
        {
            await client.SendAsync("PROXY TCP4 192.0.2.7 198.51.100.5 3333 8443\r\n");
        }

        await AskAsync(clients);
        await ServedOnceAsync(clients);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("::", "127.0.0.1")]
    public async Task Who_has_begun_to_connect_comes_to_the_end_of_it_and_nobody_else_begins(string bound, string asked)
    {
        var to = IPAddress.Parse(asked);
        await using var gateway = new GatewayUnderTest(
            WithExtra(),
            openSocket: section =>
            {
                var socket = Listen(section.Name == "extra" ? IPAddress.Parse(bound) : IPAddress.Loopback);
                // The kernel leaves the client's last word of the handshake alone until data comes: a handshake as long as the test wants it.
                Assert.Equal(0, section.Name == "extra" ? Posix.SetOption(socket, SocketOption.Tcp, DeferAccept, 10) : 0);
                return socket;
            },
            services: s => s with { FirstRequest = _long, HandshakesUnderWay = TimeSpan.FromSeconds(6) });
        var port = gateway.Server.PortOf("extra");
        var clients = await ConnectAsync(gateway, "extra", count: 10, to);
        using var used = await gateway.ConnectAsync("extra", to);
        await used.SendAsync(Get);
        await used.ReadResponseAsync();
        var applied = Task.Run(() => gateway.Apply(Plain()), Cancellation);
        Assert.Equal("", await used.ReadToEndAsync());

        using var late = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        var refused = Assert.ThrowsAsync<SocketException>(async () => await late.ConnectAsync(to, port, Cancellation));
        await AskAsync(clients);
        await ServedOnceAsync(clients);
        await applied.WaitAsync(_long, Cancellation);
        Assert.Equal(SocketError.ConnectionRefused, (await refused).SocketErrorCode);
    }

    [Fact]
    public async Task Whoever_gets_a_connection_while_listeners_go_gets_an_answer()
    {
        const int Rounds = 40;
        const int Clients = 25;
        await using var gateway = new GatewayUnderTest(Plain(), services: s => s with { FirstRequest = _long, HandshakesUnderWay = TimeSpan.FromMilliseconds(20) });
        var all = new List<Task<bool>>();
        for (var round = 0; round < Rounds; round++)
        {
            gateway.Apply(WithExtra());
            var port = gateway.Server.PortOf("extra");
            all.AddRange(Enumerable.Range(0, Clients).Select(_ => Task.Run(() => IsServedIfConnectedAsync(port), Cancellation)));
            gateway.Apply(Plain());
        }

        var served = await Task.WhenAll(all).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        Assert.Contains(true, served);
    }

    [Fact]
    public async Task A_listener_that_is_back_lets_clients_in_on_a_socket_that_was_held_off()
    {
        var socket = Listen();
        Assert.Equal(0, Posix.HoldOff(socket));
        await using var gateway = new GatewayUnderTest(Plain(), openSocket: _ => socket);
        var clients = await ConnectAsync(gateway, "http", count: 1);
        await AskAsync(clients);
        Assert.EndsWith("hello", await clients[0].ReadResponseAsync(), StringComparison.Ordinal);
    }

    [DllImport("libc", EntryPoint = "dup")]
    private static extern int Duplicate(int descriptor);

    private static int Listen(IPAddress? on = null) => Posix.Listen(new SocketAddress(new IPEndPoint(on ?? IPAddress.Loopback, 0)), OwnSockets.Backlog);

    private static async Task<List<RawConnection>> ConnectAsync(GatewayUnderTest gateway, string listener, int count, IPAddress? to = null)
    {
        var clients = new List<RawConnection>();
        for (var i = 0; i < count; i++)
        {
            clients.Add(await gateway.ConnectAsync(listener, to).WaitAsync(TimeSpan.FromSeconds(15), Cancellation));
        }

        return clients;
    }

    private static async Task AskAsync(List<RawConnection> clients)
    {
        foreach (var client in clients)
        {
            await client.SendAsync(Get);
        }
    }

    private static async Task ServedOnceAsync(List<RawConnection> clients)
    {
        foreach (var client in clients)
        {
            var answer = await client.ReadResponseAsync();
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
            Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
            Assert.EndsWith("hello", answer, StringComparison.Ordinal);
            Assert.Equal("", await client.ReadToEndAsync());
            client.Dispose();
        }
    }

    private static async Task<string> AskOverTlsAsync(RawConnection client)
    {
        await using var tls = new SslStream(new NetworkStream(client.Socket, ownsSocket: true), false, TlsFixture.IsOurs);
        await tls.AuthenticateAsClientAsync("a.test", null, false);
        await tls.WriteAsync(Encoding.ASCII.GetBytes(Get), Cancellation);
        using var reader = new StreamReader(tls, Encoding.Latin1);
        return await reader.ReadToEndAsync(Cancellation);
    }

    /// <summary>False: refused while it connected. Whatever happens after that is an error.</summary>
    private static async Task<bool> IsServedIfConnectedAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var client = new RawConnection(socket);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, Cancellation);
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }

        await client.SendAsync(Get);
        Assert.EndsWith("hello", await client.ReadResponseAsync(), StringComparison.Ordinal);
        return true;
    }

    private GatewayDocument Plain() => GatewayUnderTest.InFrontOf(_backend.Port);

    private GatewayDocument WithExtra() => Plain() with { Listeners = [Plain().Listeners[0], new ListenerSection { Name = "extra", Address = "127.0.0.1", Port = 0 }] };

    /// <summary>The document's port only says which socket is meant: the test opens it.</summary>
    private GatewayDocument On(string name, int port) =>
        Plain() with { Listeners = [Plain().Listeners[0], new ListenerSection { Name = name, Address = "127.0.0.1", Port = port }] };

    private GatewayDocument WithTls()
    {
        var (certificate, key) = _tls.Certificates.Make(["a.test"]);
        return Plain() with
        {
            Listeners = [Plain().Listeners[0], new ListenerSection { Name = "https", Address = "127.0.0.1", Port = 0, Tls = new ListenerTlsSection() }],
            Certificates = [new CertificateSection { Name = "a", CertificatePem = certificate, KeyPem = key }],
        };
    }
}
