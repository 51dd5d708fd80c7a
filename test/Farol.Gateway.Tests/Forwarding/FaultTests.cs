using System.Net.Sockets;
using Farol.Configuration.Gateway;
using Testing.Support;

namespace Farol.Gateway.Tests.Forwarding;

/// <summary>What goes wrong on either side, and what the other side gets to see of it.</summary>
public sealed class FaultTests
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private const string Get = "GET / HTTP/1.1\r\nHost: example.test\r\n\r\n";

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("not HTTP at all\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")]
    public async Task A_response_that_is_none_is_a_502_and_the_client_goes_on(string response)
    {
        using var backend = new RawBackend(async connection =>
        {
            var head = await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync(head.StartsWith("GET /good", StringComparison.Ordinal) ? Hello : response);
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync(Get);
        Assert.StartsWith("HTTP/1.1 502 Bad Gateway\r\n", await client.ReadResponseAsync());
        await client.SendAsync("GET /good HTTP/1.1\r\nHost: example.test\r\n\r\n");

        Assert.EndsWith("hello", await client.ReadResponseAsync());
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloxx\r\n0\r\n\r\n")]
    public async Task A_body_that_is_cut_off_is_cut_off_for_the_client_too(string response)
    {
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync(response);
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync(Get);
        var all = await client.ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", all);
        Assert.DoesNotContain("\r\n0\r\n\r\n", all);
    }

    [Fact]
    public async Task A_backend_that_only_ever_announces_is_a_502()
    {
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync(string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 50)));
            await connection.ReadUntilAsync("never");
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync(Get);
        await client.ReadUntilAsync("HTTP/1.1 103 Early Hints\r\n");

        await client.ReadUntilAsync("HTTP/1.1 502 Bad Gateway\r\n");
    }

    [Fact]
    public async Task A_response_with_more_than_it_announced_poisons_nobody()
    {
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync(Hello + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();

        for (var i = 0; i < 20; i++)
        {
            await client.SendAsync(Get);
            Assert.EndsWith("hello", await client.ReadResponseAsync());
        }
    }

    [Fact]
    public async Task A_backend_that_says_nothing_is_a_504_in_time()
    {
        using var backend = new RawBackend(async connection => await connection.ReadUntilAsync("never"));
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        document = document with
        {
            Pools = [document.Pools[0] with { Retries = new RetrySection { MaxAttempts = 0 }, Timeouts = new PoolTimeoutsSection { FirstByte = TimeSpan.FromMilliseconds(100) } }],
        };
        await using var gateway = new GatewayUnderTest(document);
        using var client = await gateway.ConnectAsync();

        await client.SendAsync(Get);

        Assert.StartsWith("HTTP/1.1 504 Gateway Timeout\r\n", await client.ReadResponseAsync());
    }

    [Fact]
    public async Task A_backend_that_stalls_in_a_body_is_given_up()
    {
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin");
            await connection.ReadUntilAsync("never");
        });
        var document = GatewayUnderTest.InFrontOf(backend.Port);
        document = document with { Pools = [document.Pools[0] with { Timeouts = new PoolTimeoutsSection { Idle = TimeSpan.FromMilliseconds(100) } }] };
        await using var gateway = new GatewayUnderTest(document);
        using var client = await gateway.ConnectAsync();

        await client.SendAsync(Get);

        Assert.EndsWith("begin", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_in_a_download_frees_the_backend()
    {
        var ended = new TaskCompletionSource();
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            try
            {
                while (true)
                {
                    await connection.SendAsync("4\r\ntick\r\n");
                }
            }
            catch (SocketException)
            {
                ended.SetResult();
            }
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        var client = await gateway.ConnectAsync();

        await client.SendAsync(Get);
        await client.ReadUntilAsync("tick");
        client.Dispose();

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await Eventually.True(() => gateway.Server.Connections == 0, "the client connection is gone");
    }

    [Fact]
    public async Task A_client_that_is_reset_in_an_upload_takes_the_backend_connection_along()
    {
        var begun = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("part");
            begun.SetResult();
            await connection.ReadToEndAsync();
            ended.SetResult();
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        var client = await gateway.ConnectAsync();

        await client.SendAsync("POST / HTTP/1.1\r\nHost: example.test\r\nContent-Length: 1000\r\n\r\npart");
        await begun.Task;
        client.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Dispose();

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_answer_before_the_end_of_the_request_reaches_the_client()
    {
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync("POST / HTTP/1.1\r\nHost: example.test\r\nContent-Length: 1000000\r\n\r\npart");
        var answer = await client.ReadResponseAsync();

        Assert.StartsWith("HTTP/1.1 413 ", answer);
        Assert.Contains("Connection: close\r\n", answer);
        Assert.EndsWith("big", answer);
    }

    [Fact]
    public async Task A_client_that_shuts_its_sending_side_still_gets_its_answer()
    {
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 200 OK\r\nConte");
            await Task.Yield();
            await connection.SendAsync("nt-Length: 5\r\n\r\nhello");
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync(Get);
        client.Socket.Shutdown(SocketShutdown.Send);

        Assert.EndsWith("hello", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_client_that_reads_slowly_holds_the_backend_back()
    {
        var sent = 0L;
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n");
            var piece = new byte[100_000];
            for (var i = 0; i < 2000; i++)
            {
                await connection.SendAsync(piece);
                Interlocked.Add(ref sent, piece.Length);
            }
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = await gateway.ConnectAsync();
        await client.SendAsync(Get);
        await client.ReadUntilAsync("\r\n\r\n");

        // What the kernel holds on four sockets, and no more: the gateway keeps one buffer.
        var before = -1L;
        await Eventually.True(() =>
        {
            var now = Interlocked.Read(ref sent);
            var settled = now == before;
            before = now;
            return settled && now > 0;
        }, "the backend is held back");

        Assert.InRange(before, 1, 60_000_000);
    }

    [Fact]
    public async Task Continue_is_asked_of_the_backend_and_passed_on()
    {
        using var backend = new RawBackend(async connection =>
        {
            var head = await connection.ReadUntilAsync("\r\n\r\n");
            Assert.Contains("Expect: 100-continue\r\n", head);
            await connection.SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
            var body = await connection.ReadAsync(4);
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n{body}");
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync("PUT / HTTP/1.1\r\nHost: example.test\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
        await client.ReadUntilAsync("HTTP/1.1 100 Continue\r\n\r\n");
        await client.SendAsync("body");

        Assert.EndsWith("\r\n\r\nbody", await client.ReadResponseAsync());
    }

    [Theory]
    [InlineData("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\nETag: \"x\"\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n")]
    public async Task An_answer_without_body_ends_with_its_head(string request, string response)
    {
        using var backend = RawBackend.Answering(response);
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = await gateway.ConnectAsync();

        for (var i = 0; i < 3; i++)
        {
            await client.SendAsync(request);
            var head = await client.ReadUntilAsync("\r\n\r\n");
            Assert.StartsWith(response[..12], head);
            Assert.Equal(response.Contains("Content-Length: 500", StringComparison.Ordinal), head.Contains("Content-Length: 500", StringComparison.Ordinal));
        }

        Assert.Equal(1, backend.Connections);
    }
}
