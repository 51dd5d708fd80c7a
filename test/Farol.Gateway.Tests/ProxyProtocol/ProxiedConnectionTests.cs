using System.Net;
using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Tests.Forwarding;
using Testing.Support;

namespace Farol.Gateway.Tests.ProxyProtocol;

/// <summary>The PROXY protocol in front of the gateway and behind it, over real sockets.</summary>
public sealed class ProxiedConnectionTests
{
    private const string Header = "PROXY TCP4 192.0.2.7 198.51.100.5 3333 8443\r\n";
    private const string Get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    /// <summary>Answers with everything that came before the empty line.</summary>
    private static RawBackend Mirror() => new(async connection =>
    {
        while (true)
        {
            // A binary header contains what looks like the end of a head.
            var head = await connection.ReadUntilAsync("GET / HTTP/1.1\r\n") + await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {head.Length}\r\n\r\n{head}");
        }
    });

    private static GatewayDocument Behind(RawBackend backend, string trusted = "127.0.0.0/8")
    {
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        return document with
        {
            Listeners = [document.Listeners[0] with { ProxyProtocol = true }],
            Gateway = document.Gateway with { TrustedProxies = [IPNetwork.Parse(trusted)], Timeouts = new ClientTimeoutsSection { HeaderRead = TimeSpan.FromMilliseconds(300) } },
        };
    }

    [Fact]
    public async Task The_client_is_whom_the_header_names()
    {
        using var backend = Mirror();
        await using var gateway = new GatewayUnderTest(Behind(backend));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync(Header + Get);
        var answer = await client.ReadResponseAsync();

        Assert.Contains("X-Forwarded-For: 192.0.2.7\r\n", answer);
        Assert.Contains("X-Forwarded-Port: 8443\r\n", answer);
    }

    [Theory]
    [InlineData(Header, "192.0.2.7")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\xc0\0\x02\x07\xc6\x33\x64\x05\x0d\x05\x01\xbb", "192.0.2.7")]
    [InlineData("PROXY UNKNOWN\r\n", "127.0.0.1")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x20\0\0\0", "127.0.0.1")]
    public async Task Bytes_may_come_one_by_one(string header, string address)
    {
        using var backend = Mirror();
        var document = Behind(backend);
        await using var gateway = new GatewayUnderTest(document with { Gateway = document.Gateway with { Timeouts = new ClientTimeoutsSection() } });
        using var client = await gateway.ConnectAsync();

        foreach (var one in header + Get)
        {
            await client.SendAsync(one.ToString());
            await Task.Yield();
        }

        Assert.Contains($"X-Forwarded-For: {address}\r\n", await client.ReadResponseAsync());
    }

    [Theory]
    [InlineData(Get)]
    [InlineData("PROXY TCP4 192.0.2.7 198.51.100.5 3333 nothing\r\n" + Get)]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x21\x11\xff\xff")]
    [InlineData("\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03")]
    public async Task Without_a_header_the_connection_is_closed_and_counted(string bytes)
    {
        using var backend = Mirror();
        await using var gateway = new GatewayUnderTest(Behind(backend));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync(bytes);

        Assert.Equal("", await client.ReadToEndAsync());
        Assert.Equal(0, backend.Connections);
        Assert.Equal(1, gateway.Server.Loops.Sum(l => l.Meter.ConnectionsRefused));
        Assert.True(gateway.Server.Events.TryRead(out var happened));
        Assert.Contains("PROXY protocol", happened.Text);
        await Eventually.True(() => gateway.Server.Bounds.Count == 0, "no connection is counted any more");
    }

    [Theory]
    [InlineData("")]
    [InlineData("PROXY TCP4 192.0.2")]
    public async Task A_header_that_does_not_come_in_time_ends_the_connection(string bytes)
    {
        using var backend = Mirror();
        await using var gateway = new GatewayUnderTest(Behind(backend));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync(bytes);

        Assert.Equal("", await client.ReadToEndAsync());
        Assert.Equal(1, gateway.Server.Loops.Sum(l => l.Meter.ConnectionsRefused));
    }

    [Fact]
    public async Task Who_is_no_trusted_proxy_may_not_say_who_it_is()
    {
        using var backend = Mirror();
        await using var gateway = new GatewayUnderTest(Behind(backend, trusted: "192.0.2.0/24"));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync(Header + Get);

        Assert.Equal("", await client.ReadToEndAsync());
        Assert.Equal(1, gateway.Server.Loops.Sum(l => l.Meter.ConnectionsRefused));
        await Eventually.True(() => gateway.Server.Bounds.Count == 0, "no connection is counted any more");
    }

    [Theory]
    [InlineData(ProxyProtocolVersion.V1)]
    [InlineData(ProxyProtocolVersion.V2)]
    public async Task A_backend_is_told_who_connects_once_on_each_connection(ProxyProtocolVersion version)
    {
        using var backend = Mirror();
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        await using var gateway = new GatewayUnderTest(document with { Pools = [document.Pools[0] with { SendProxyProtocol = version }] });
        using var client = await gateway.ConnectAsync();

        for (var i = 1; i <= 3; i++)
        {
            await client.SendAsync(Get);
            var seen = (await client.ReadResponseAsync()).Split("\r\n\r\n", 2)[1];
            var bytes = Encoding.Latin1.GetBytes(seen);

            Assert.Equal(Farol.Gateway.ProxyProtocol.ProxyHeaderOutcome.Complete, Farol.Gateway.ProxyProtocol.ProxyHeaderReader.Read(bytes, out var header));
            Assert.Equal(client.Socket.LocalEndPoint, header.Source);
            Assert.Equal(client.Socket.RemoteEndPoint, header.Destination);
            Assert.StartsWith("GET / HTTP/1.1\r\n", seen[header.Length..]);
            Assert.Equal(i, backend.Connections);
        }
    }
}
