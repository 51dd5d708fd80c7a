using Farol.Configuration.Gateway;

namespace Farol.Gateway.Tests.Forwarding;

public sealed class ForwardingTests
{
    private const string Hello = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";

    [Fact]
    public async Task A_request_reaches_the_backend_and_its_answer_the_client()
    {
        using var backend = RawBackend.Answering(Hello);
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync("GET /a?b=c HTTP/1.1\r\nHost: example.test\r\n\r\n");
        var answer = await client.ReadResponseAsync();

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer);
        Assert.EndsWith("\r\n\r\nhello", answer);
    }

    [Fact]
    public async Task One_connection_serves_many_requests_over_one_connection_to_the_backend()
    {
        using var backend = RawBackend.Answering(Hello);
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = await gateway.ConnectAsync();

        for (var i = 0; i < 50; i++)
        {
            await client.SendAsync("GET / HTTP/1.1\r\nHost: example.test\r\n\r\n");
            Assert.EndsWith("hello", await client.ReadResponseAsync());
        }

        Assert.Equal(1, backend.Connections);
    }

    [Fact]
    public async Task Requests_that_come_together_are_answered_in_order()
    {
        using var backend = new RawBackend(async connection =>
        {
            while (true)
            {
                var head = await connection.ReadUntilAsync("\r\n\r\n");
                var path = head.Split(' ')[1];
                await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {path.Length}\r\n\r\n{path}");
            }
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync(string.Concat(Enumerable.Range(0, 20).Select(i => $"GET /{i} HTTP/1.1\r\nHost: example.test\r\n\r\n")));

        for (var i = 0; i < 20; i++)
        {
            Assert.EndsWith($"\r\n\r\n/{i}", await client.ReadResponseAsync());
        }
    }

    [Fact]
    public async Task A_large_body_passes_both_ways_unchanged()
    {
        var body = new string([.. Enumerable.Range(0, 3_000_000).Select(i => (char)('a' + (i * 7 % 26)))]);
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            var echo = await connection.ReadAsync(body.Length);
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {echo.Length}\r\n\r\n");
            await connection.SendAsync(echo);
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = await gateway.ConnectAsync();

        var sending = client.SendAsync($"POST / HTTP/1.1\r\nHost: example.test\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        var answer = await client.ReadResponseAsync();
        await sending;

        Assert.Equal(body, answer[^body.Length..]);
    }

    [Fact]
    public async Task Chunks_are_framed_anew_both_ways_and_trailers_follow()
    {
        var seen = new TaskCompletionSource<string>();
        using var backend = new RawBackend(async connection =>
        {
            seen.TrySetResult(await connection.ReadUntilAsync("0\r\nX-Sum: 1\r\n\r\n"));
            await connection.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX-End: z\r\n\r\n");
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync("POST / HTTP/1.1\r\nHost: example.test\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;q=1\r\n!\r\n0\r\nX-Sum: 1\r\n\r\n");
        var answer = await client.ReadUntilAsync("X-End: z\r\n\r\n");

        Assert.EndsWith("\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\nX-Sum: 1\r\n\r\n", await seen.Task);
        Assert.EndsWith("\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-End: z\r\n\r\n", answer);
    }

    [Fact]
    public async Task Every_split_of_request_and_response_gives_the_same()
    {
        const string request = "POST /p HTTP/1.1\r\nHost: example.test\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
        const string response = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-A: b\r\n\r\n4\r\nwxyz\r\n0\r\n\r\n";
        using var backend = new RawBackend(async connection =>
        {
            for (var split = 1; ; split = (split % (response.Length - 1)) + 1)
            {
                Assert.Equal("abc", Unchunk((await connection.ReadUntilAsync("\r\n0\r\n\r\n")).Split("\r\n\r\n", 2)[1]));
                await connection.SendAsync(response[..split]);
                await Task.Yield();
                await connection.SendAsync(response[split..]);
            }
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();

        for (var split = 1; split < request.Length; split++)
        {
            await client.SendAsync(request[..split]);
            await Task.Yield();
            await client.SendAsync(request[split..]);
            var answer = await client.ReadResponseAsync();
            Assert.Contains("X-A: b\r\n", answer);
            Assert.Equal("wxyz", Unchunk(answer.Split("\r\n\r\n", 2)[1]));
        }
    }

    private static string Unchunk(string body)
    {
        var content = "";
        while (body.Length > 0)
        {
            var line = body.IndexOf("\r\n", StringComparison.Ordinal);
            var length = Convert.ToInt32(body[..line], 16);
            content += body.Substring(line + 2, length);
            body = length == 0 ? "" : body[(line + 2 + length + 2)..];
        }

        return content;
    }

    [Fact]
    public async Task A_backend_that_refuses_is_passed_over()
    {
        using var gone = RawBackend.Answering(Hello);
        var closedPort = gone.Port;
        gone.Dispose();
        using var backend = RawBackend.Answering(Hello);
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(closedPort, backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();

        for (var i = 0; i < 10; i++)
        {
            await client.SendAsync("POST / HTTP/1.1\r\nHost: example.test\r\nContent-Length: 2\r\n\r\nhi");
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadResponseAsync());
        }
    }

    [Fact]
    public async Task An_idle_connection_that_the_backend_closed_costs_no_request()
    {
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync(Hello);
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port), loops: 1);
        using var client = await gateway.ConnectAsync();

        for (var i = 0; i < 200; i++)
        {
            await client.SendAsync("GET / HTTP/1.1\r\nHost: example.test\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadResponseAsync());
        }
    }

    [Fact]
    public async Task An_unknown_host_is_misdirected_and_told_so()
    {
        using var backend = RawBackend.Answering(Hello);
        var document = GatewayUnderTest.InFrontOf(backend.Port) with { Routes = [new RouteSection { Name = "a", Host = "a.test", Pool = "web" }] };
        await using var gateway = new GatewayUnderTest(document);
        using var client = await gateway.ConnectAsync();

        await client.SendAsync("GET / HTTP/1.1\r\nHost: b.test\r\n\r\nGET / HTTP/1.1\r\nHost: A.test:80\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 421 ", await client.ReadResponseAsync());
        Assert.StartsWith("HTTP/1.1 200 ", await client.ReadResponseAsync());
    }

    [Fact]
    public async Task A_web_socket_passes_bytes_both_ways_as_they_are()
    {
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nwelcome");
            await connection.SendAsync(await connection.ReadUntilAsync("!"));
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var client = await gateway.ConnectAsync();

        await client.SendAsync("GET /ws HTTP/1.1\r\nHost: example.test\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        var head = await client.ReadUntilAsync("\r\n\r\nwelcome");
        await client.SendAsync("\0\xff raw!");

        Assert.StartsWith("HTTP/1.1 101 ", head);
        Assert.Equal("\0\xff raw!", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_response_without_length_reaches_both_kinds_of_clients()
    {
        using var backend = new RawBackend(async connection =>
        {
            await connection.ReadUntilAsync("\r\n\r\n");
            await connection.SendAsync("HTTP/1.1 200 OK\r\n\r\nuntil the end");
        });
        await using var gateway = new GatewayUnderTest(GatewayUnderTest.InFrontOf(backend.Port));
        using var modern = await gateway.ConnectAsync();
        using var old = await gateway.ConnectAsync();

        await modern.SendAsync("GET / HTTP/1.1\r\nHost: example.test\r\n\r\n");
        await old.SendAsync("GET / HTTP/1.0\r\n\r\n");

        Assert.EndsWith("\r\n\r\nd\r\nuntil the end\r\n0\r\n\r\n", await modern.ReadResponseAsync());
        Assert.EndsWith("\r\n\r\nuntil the end", await old.ReadToEndAsync());
    }
}
