using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Native;
using Farol.Gateway.Tests.Forwarding;
using SocketAddress = Farol.Gateway.Native.SocketAddress;

namespace Farol.Gateway.Tests.Tls;

/// <summary>Listeners that come and go while clients connect: each connection gets what its listener promised, and as long as it may last.</summary>
public sealed class ListenerChangeTests : IDisposable
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";

    private readonly TlsFixture _tls = new();
    private readonly RawBackend _backend = new(async connection =>
    {
        while (!(await connection.ReadUntilAsync("\r\n\r\n")).StartsWith("GET /hang", StringComparison.Ordinal))
        {
            await connection.SendAsync(Hello);
        }

        await connection.ReadUntilAsync("never");
    });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _backend.Dispose();
        _tls.Dispose();
    }

    [Fact]
    public async Task Clients_that_wait_at_a_new_listener_are_spoken_to_over_TLS()
    {
        const int Rounds = 100;
        const int Waiting = 4;
        var clients = new List<Task>();
        await using var gateway = new GatewayUnderTest(Plain(), openSocket: section =>
        {
            var listener = Posix.Listen(new SocketAddress(new IPEndPoint(IPAddress.Loopback, 0)), Waiting);
            if (section.Tls is not null)
            {
                clients.AddRange(Enumerable.Range(0, Waiting).Select(_ => ShakeHandsAsync(Posix.LocalAddress(listener).Port)));
            }

            return listener;
        });
        for (var round = 0; round < Rounds; round++)
        {
            gateway.Apply(WithTls());
            await Task.WhenAll(clients).WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
            clients.Clear();
            gateway.Apply(Plain());
        }
    }

    [Fact]
    public async Task A_listener_that_is_back_keeps_its_connections_when_the_time_of_the_old_ones_is_over()
    {
        var drained = new ClientTimeoutsSection { Drain = TimeSpan.FromMilliseconds(300) };
        GatewayDocument Of(GatewayDocument document) => document with { Gateway = document.Gateway with { Timeouts = drained } };
        await using var gateway = new GatewayUnderTest(Of(WithExtra()));
        using var old = await gateway.ConnectAsync("extra");
        await old.SendAsync("GET /hang HTTP/1.1\r\nHost: h\r\n\r\n");
        gateway.Apply(Of(Plain()));
        gateway.Apply(Of(WithExtra()));
        using var young = await gateway.ConnectAsync("extra");
        for (var i = 0; i < 2; i++)
        {
            await young.SendAsync("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            Assert.EndsWith("hello", await young.ReadResponseAsync(), StringComparison.Ordinal);
            Assert.Equal("", await old.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task A_handshake_that_has_begun_ends_and_its_request_is_answered()
    {
        await using var gateway = new GatewayUnderTest(WithTls());
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, gateway.Server.PortOf("https"), Cancellation);
        var half = new HalvingStream(socket);
        await using var tls = new SslStream(half, false, TlsFixture.IsOurs);
        var shaking = tls.AuthenticateAsClientAsync("a.test", null, false);
        await half.FirstHalfSent;
        gateway.Apply(Plain());
        half.GoOn();
        await shaking.WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
        await tls.WriteAsync("GET / HTTP/1.1\r\nHost: h\r\n\r\n"u8.ToArray(), Cancellation);
        using var reader = new StreamReader(tls, Encoding.Latin1);
        var answer = await reader.ReadToEndAsync(Cancellation);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_has_said_nothing_is_let_go_with_its_listener()
    {
        await using var gateway = new GatewayUnderTest(WithTls());
        using var client = await gateway.ConnectAsync("https");
        gateway.Apply(Plain());
        Assert.Equal("", await client.ReadToEndAsync());
    }

    private static async Task ShakeHandsAsync(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, Cancellation);
        await using var tls = new SslStream(new NetworkStream(socket), false, TlsFixture.IsOurs);
        await tls.AuthenticateAsClientAsync("a.test", null, false);
    }

    private GatewayDocument Plain() => GatewayUnderTest.InFrontOf(_backend.Port);

    private GatewayDocument WithExtra() => Plain() with { Listeners = [Plain().Listeners[0], new ListenerSection { Name = "extra", Address = "127.0.0.1", Port = 0 }] };

    private GatewayDocument WithTls()
    {
        var (certificate, key) = _tls.Certificates.Make(["a.test"]);
        return Plain() with
        {
            Listeners = [Plain().Listeners[0], new ListenerSection { Name = "https", Address = "127.0.0.1", Port = 0, Tls = new ListenerTlsSection() }],
            Certificates = [new CertificateSection { Name = "a", CertificatePem = certificate, KeyPem = key }],
        };
    }

    /// <summary>Sends the first half of the first message, and the rest when it is told to.</summary>
    private sealed class HalvingStream(Socket socket) : NetworkStream(socket)
    {
        private readonly TaskCompletionSource _goOn = new();
        private readonly TaskCompletionSource _firstHalfSent = new();

        public Task FirstHalfSent => _firstHalfSent.Task;

        public void GoOn() => _goOn.SetResult();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!_goOn.Task.IsCompleted)
            {
                await base.WriteAsync(buffer[..(buffer.Length / 2)], cancellationToken);
                buffer = buffer[(buffer.Length / 2)..];
                _firstHalfSent.SetResult();
                await _goOn.Task;
            }

            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}
