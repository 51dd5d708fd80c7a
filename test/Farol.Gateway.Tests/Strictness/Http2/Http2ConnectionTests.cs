using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Tests.Forwarding;

namespace Farol.Gateway.Tests.Strictness.Http2;

/// <summary>What a client of HTTP/2 may not do, and what comes of it, over raw sockets: the rules that conformance suites ask for.</summary>
public sealed class Http2ConnectionTests
{
    private const string Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private static readonly string[] _errors =
    [
        "None", "Protocol", "Internal", "FlowControl", "SettingsTimeout", "StreamClosed", "FrameSize", "RefusedStream", "Cancel", "Compression", "Connect", "EnhanceYourCalm",
        "InadequateSecurity", "Http11Required",
    ];

    [Fact]
    public async Task Every_case_comes_out_as_it_must()
    {
        using var backend = new RawBackend(async connection =>
        {
            while ((await connection.ReadUntilAsync("\r\n\r\n")) is var head && !head.Contains(" /hang ", StringComparison.Ordinal))
            {
                await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }

            await connection.ReadUntilAsync("never");
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        var wrong = new List<string>();
        foreach (var one in Http2Case.All)
        {
            var came = await OutcomeAsync(gateway, one);
            if (!one.Expected.Contains(came))
            {
                wrong.Add($"{one.Name}: {came} instead of {string.Join(" or ", one.Expected)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(Http2Case.All.Count, 100, 1000);
    }

    [Theory]
    [InlineData("PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n")]
    [InlineData("INVALID CONNECTION PREFACE\r\n\r\n")]
    public async Task A_preface_that_is_none_ends_the_connection(string preface)
    {
        using var backend = RawBackend.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        await client.SendAsync(preface);
        await client.SendAsync(Http2Case.Frame(4, 0, 0, []));
        Assert.DoesNotContain("200", await client.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(0, backend.Connections);
    }

    [Fact]
    public async Task Settings_come_first_and_are_acknowledged()
    {
        using var backend = RawBackend.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        await client.SendAsync(Preface);
        await client.SendAsync(Http2Case.Frame(4, 0, 0, []));
        Assert.Equal((4, 0), await ReadKindAsync(client));
        (int Type, int Flags) next;
        do
        {
            next = await ReadKindAsync(client);
        }
        while (next.Type == 8);
        Assert.Equal((4, 1), next);
    }

    /// <summary>Windows of one byte, then more: no byte comes before it may, and none is lost (RFC 9113, 6.9).</summary>
    [Fact]
    public async Task A_body_waits_for_the_clients_window()
    {
        using var backend = RawBackend.Answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        await client.SendAsync(Preface);
        await client.SendAsync(Http2Case.Frame(4, 0, 0, [0, 4, 0, 0, 0, 1]));
        await client.SendAsync(Http2Case.All[0].Bytes);
        Assert.Equal("h", await ReadDataAsync(client));

        // A smaller window leaves less than none; so much must be given back first.
        await client.SendAsync(Http2Case.Frame(4, 0, 0, [0, 4, 0, 0, 0, 0]));
        await client.SendAsync(Http2Case.Frame(8, 0, 1, [0, 0, 0, 1]));
        await client.SendAsync(Http2Case.Frame(8, 0, 1, [0, 0, 0, 2]));
        Assert.Equal("el", await ReadDataAsync(client));
        await client.SendAsync(Http2Case.Frame(4, 0, 0, [0, 4, 0, 0, 255, 255]));
        Assert.Equal("lo", await ReadDataAsync(client));
    }

    /// <summary>The client could not know yet that its stream had ended.</summary>
    [Fact]
    public async Task Trailers_that_were_under_way_to_a_stream_that_was_reset_are_passed_over()
    {
        using var backend = RawBackend.Answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        await client.SendAsync(Preface);
        await client.SendAsync(Http2Case.Frame(4, 0, 0, []));
        await client.SendAsync(Http2Case.Read("HEADERS:4:1:{:method=POST|:scheme=http|:authority=a.test|:path=x}"));
        while ((await ReadAsync(client)).Type != 3)
        {
        }

        await client.SendAsync(Http2Case.Read("HEADERS:5:1:{x-a=b} HEADERS:5:3:get"));
        Assert.Equal("hello", await ReadDataAsync(client));
    }

    /// <summary>A client that does not know the bound yet goes on with what it has begun.</summary>
    [Fact]
    public async Task Trailers_that_were_under_way_to_a_stream_that_was_refused_are_passed_over()
    {
        using var backend = new RawBackend(connection => connection.ReadUntilAsync("never"));
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        var streams = Enumerable.Range(0, new LimitsSection().MaxHttp2Streams + 100).Select(i => (2 * i) + 1).ToList();
        await client.SendAsync(Preface);
        await client.SendAsync(Http2Case.Frame(4, 0, 0, []));
        await client.SendAsync(Http2Case.Read(string.Join(' ', streams.Select(s => $"HEADERS:4:{s}:post"))));
        await client.SendAsync(Http2Case.Read(string.Join(' ', streams.Select(s => $"HEADERS:5:{s}:{{x-a=b}}"))));
        await client.SendAsync(Http2Case.Frame(6, 0, 0, new byte[8]));
        (int Type, int Flags) next;
        do
        {
            next = await ReadKindAsync(client);
        }
        while (next.Type is not (6 or 7 or -1));
        Assert.Equal((6, 1), next);
    }

    /// <summary>Requests that begin and that the client makes the gateway end: as many of them as of resets end the connection (CVE-2025-8671).</summary>
    [Theory]
    [InlineData("HEADERS:4:{0}:post HEADERS:5:{0}:{{content-length=5}}")]
    [InlineData("HEADERS:4:{0}:post HEADERS:5:{0}:{{:method=POST}}")]
    [InlineData("HEADERS:5:{0}:post WINDOW_UPDATE:0:{0}:00000000")]
    [InlineData("HEADERS:5:{0}:post WINDOW_UPDATE:0:{0}:7fffffff")]
    [InlineData("HEADERS:4:{0}:{{:method=POST|:scheme=http|:authority=a.test|:path=/hang|content-length=1}} DATA:1:{0}:\"xx\"")]
    [InlineData("HEADERS:5:{0}:{{:method=POST|:scheme=http|:authority=a.test|:path=x}}")]
    public async Task Resets_that_the_gateway_is_made_to_send_are_bounded(string frames)
    {
        using var backend = new RawBackend(connection => connection.ReadUntilAsync("never"));
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();
        await client.SendAsync(Preface);
        await client.SendAsync(Http2Case.Frame(4, 0, 0, []));
        var answers = ReadToGoAwayAsync(client);
        for (var i = 0; i < 2 * new LimitsSection().MaxHttp2Resets && !answers.IsCompleted; i++)
        {
            try
            {
                await client.SendAsync(Http2Case.Read(string.Format(CultureInfo.InvariantCulture, frames, (2 * i) + 1)));
            }
            catch (SocketException)
            {
                break;
            }
        }

        // Some breaches end the connection at once.
        Assert.Contains(await answers, new[] { "EnhanceYourCalm", "Protocol" });
    }

    private static async Task<string> ReadToGoAwayAsync(RawConnection client)
    {
        while (true)
        {
            var (type, _, payload) = await ReadAsync(client);
            if (type is 7 or -1)
            {
                return type == 7 ? _errors[Code(payload[4..])] : "closed";
            }
        }
    }

    private static async Task<string> ReadDataAsync(RawConnection client)
    {
        while (true)
        {
            var (type, _, payload) = await ReadAsync(client);
            if (type == 0)
            {
                return payload;
            }
        }
    }

    private static async Task<(int Type, int Flags)> ReadKindAsync(RawConnection client)
    {
        var (type, flags, _) = await ReadAsync(client);
        return (type, flags);
    }

    /// <returns>Type -1 at the end.</returns>
    private static async Task<(int Type, int Flags, string Payload)> ReadAsync(RawConnection client)
    {
        var head = await client.ReadAsync(9);
        return head.Length < 9 ? (-1, 0, "") : (head[3], head[4], await client.ReadAsync((head[0] << 16) | (head[1] << 8) | head[2]));
    }

    private static async Task<string> OutcomeAsync(GatewayUnderTest gateway, Http2Case one)
    {
        using var client = await gateway.ConnectAsync();
        var ping = Http2Case.Frame(6, 0, 0, "farolend"u8);
        var pings = 0;
        byte[] all = [.. Encoding.ASCII.GetBytes(Preface), .. Http2Case.Frame(4, 0, 0, []), .. one.Bytes, .. ping];
        await client.SendAsync(all);
        while (true)
        {
            var (type, flags, payload) = await ReadAsync(client);
            switch (type)
            {
                case -1:
                    return "closed";
                case 1:
                    return payload.TrimStart('\u0020')[0] == '\u0088' ? "200" : "another status";
                case 3:
                    return $"reset:{_errors[Code(payload)]}";
                case 7:
                    return $"goaway:{_errors[Code(payload[4..])]}";
                case 6 when flags == 1 && payload == "farolend" && !one.Expected.Contains("200"):
                    // An answer to PING overtakes what was to be said before; the second does not.
                    if (++pings == 2)
                    {
                        return "alive";
                    }

                    await client.SendAsync(ping);
                    break;
            }
        }
    }

    private static int Code(string payload) => BinaryPrimitives.ReadInt32BigEndian(Encoding.Latin1.GetBytes(payload).AsSpan(0, 4));
}
