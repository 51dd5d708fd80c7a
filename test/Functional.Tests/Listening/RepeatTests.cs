using System.Globalization;
using System.Net.Sockets;

namespace Functional.Tests.Listening;

/// <summary>A connection answers by itself what it has seen answered, and only that. It knows a moment after the answer went, which a client may be quicker than.</summary>
public sealed class RepeatTests
{
    [Fact]
    public async Task The_same_request_is_answered_by_its_connection_with_todays_body_length_and_date()
    {
        var n = 0;
        await using var server = await WatchedServer.StartAsync(http => WatchedServer.AnswerAsync(http, "whole", _ => "again" + new string('x', ++n)));
        using var client = await server.ConnectAsync();
        Assert.Equal("againx", await UntilKnownAsync(client, "/"));
        server.Time.Advance(TimeSpan.FromSeconds(20));
        var handled = server.Handled;
        await client.SayAsync("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
        var (head, body) = await client.AnswerAsync();
        Assert.Equal("againxx", body);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Length: 7\r\n", head, StringComparison.Ordinal);
        Assert.Contains($"\r\nDate: {server.Time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture)}\r\n", head, StringComparison.Ordinal);
        Assert.Equal("againxxx", await client.AskAsync("/"));
        Assert.Equal((handled, 3), (server.Handled, server.Repeated));
    }

    [Fact]
    public async Task What_the_answer_declines_goes_the_whole_way_and_is_learned_anew()
    {
        var declines = false;
        await using var server = await WatchedServer.StartAsync(http => WatchedServer.AnswerAsync(http, "whole", _ => declines ? null : "again"));
        using var client = await server.ConnectAsync();
        await UntilKnownAsync(client, "/");
        declines = true;
        Assert.Equal("whole", await client.AskAsync("/"));
        Assert.Equal("whole", await client.AskAsync("/"));
        declines = false;
        await UntilKnownAsync(client, "/");
    }

    [Theory]
    [InlineData("/other", "")]
    [InlineData("/", "X-More: 1\r\n")]
    public async Task Another_request_goes_the_whole_way(string path, string headers)
    {
        await using var server = await WatchedServer.StartAsync(http => WatchedServer.AnswerAsync(http, "whole", _ => "again"));
        using var client = await server.ConnectAsync();
        await UntilKnownAsync(client, "/");
        Assert.Equal("whole", await client.AskAsync(path, headers));
    }

    [Fact]
    public async Task Requests_in_turn_are_all_known()
    {
        await using var server = await WatchedServer.StartAsync(http => WatchedServer.AnswerAsync(http, "whole", path => "again " + path));
        using var client = await server.ConnectAsync();
        for (var n = 0; n < 8; n++)
        {
            await UntilKnownAsync(client, $"/{n}");
        }

        var handled = server.Handled;
        for (var n = 0; n < 24; n++)
        {
            Assert.Equal($"again /{n % 8}", await client.AskAsync($"/{n % 8}"));
        }

        Assert.Equal(handled, server.Handled);
    }

    [Fact]
    public async Task After_a_minute_a_request_goes_the_whole_way_once()
    {
        await using var server = await WatchedServer.StartAsync(http => WatchedServer.AnswerAsync(http, "whole", _ => "again"));
        using var client = await server.ConnectAsync();
        await UntilKnownAsync(client, "/");
        server.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("again", await client.AskAsync("/"));
        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("whole", await client.AskAsync("/"));
        await UntilKnownAsync(client, "/");
    }

    [Fact]
    public async Task Requests_sent_before_the_answers_get_their_own_answers_in_order()
    {
        await using var server = await WatchedServer.StartAsync(http => WatchedServer.AnswerAsync(http, "whole " + http.Request.Path, path => "again " + path));
        for (var round = 0; round < 30; round++)
        {
            using var client = await server.ConnectAsync();
            await client.AskAsync("/a");
            await client.AskAsync("/b");
            await client.SayAsync("GET /a HTTP/1.1\r\nHost: test\r\n\r\n");
            await client.SayAsync("GET /b HTTP/1.1\r\nHost: test\r\n\r\n");
            await client.SayAsync("GET /a HTTP/1.1\r\nHost: test\r\n\r\nGET /c HTTP/1.1\r\nHost: test\r\n\r\n");
            foreach (var path in new[] { "/a", "/b", "/a", "/c" })
            {
                Assert.Equal(path, (await client.AnswerAsync()).Body.Split(' ')[1]);
            }
        }
    }

    [Fact]
    public async Task A_body_that_looks_like_a_request_is_not_taken_for_one()
    {
        const string hidden = "GET /hidden HTTP/1.1\r\nHost: test\r\n\r\n";
        TaskCompletionSource goOn = new();
        await using var server = await WatchedServer.StartAsync(async http =>
        {
            if (http.Request.Path == "/outer")
            {
                await goOn.Task;
            }

            await WatchedServer.AnswerAsync(http, "whole " + http.Request.Path, path => "again " + path);
        });
        using var client = await server.ConnectAsync();
        await client.SayAsync($"GET /outer HTTP/1.1\r\nHost: test\r\nContent-Length: {hidden.Length}\r\n\r\n");
        await client.SayAsync(hidden);
        goOn.SetResult();
        Assert.Equal("whole /outer", (await client.AnswerAsync()).Body);
        await client.SayAsync(hidden);
        Assert.Equal("whole /hidden", (await client.AnswerAsync()).Body);
        Assert.Equal(0, server.Repeated);
    }

    [Fact]
    public async Task A_long_answer_reaches_a_client_that_reads_slowly_whole()
    {
        var body = "again " + string.Concat(Enumerable.Range(0, 6_000_000).Select(n => (char)('a' + (n % 23))));
        await using var server = await WatchedServer.StartAsync(http => WatchedServer.AnswerAsync(http, "whole", _ => body));
        using var client = await server.ConnectAsync();
        client.ReceiveBufferSize = 128 * 1024;
        await UntilKnownAsync(client, "/");
        for (var round = 0; round < 2; round++)
        {
            // The second is here before the first answer has gone.
            await client.SayAsync("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
            await Testing.Support.Eventually.True(() => client.Available > 0, "the first answer has begun");
            await client.SayAsync("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
            Assert.Equal(body, (await client.AnswerAsync()).Body);
            Assert.Equal(body, (await client.AnswerAsync()).Body);
        }

        Assert.Equal(5, server.Repeated);
    }

    [Fact]
    public async Task Connections_know_nothing_of_each_other()
    {
        await using var server = await WatchedServer.StartAsync(http => WatchedServer.AnswerAsync(http, "whole", _ => "again"));
        using var one = await server.ConnectAsync();
        await UntilKnownAsync(one, "/");
        using var two = await server.ConnectAsync();
        Assert.Equal("whole", await two.AskAsync("/"));
        Assert.Equal("again", await one.AskAsync("/"));
    }

    [Fact]
    public async Task An_answer_that_fails_costs_its_connection_and_no_other()
    {
        var fails = false;
        await using var server = await WatchedServer.StartAsync(http => WatchedServer.AnswerAsync(http, "whole", _ => fails ? throw new InvalidOperationException("planted") : "again"));
        using var one = await server.ConnectAsync();
        await UntilKnownAsync(one, "/");
        fails = true;
        await one.SayAsync("GET / HTTP/1.1\r\nHost: test\r\n\r\n");
        Assert.Equal(0, await one.ReceiveAsync(new byte[1]));
        using var two = await server.ConnectAsync();
        Assert.Equal("whole", await two.AskAsync("/"));
    }

    private static async Task<string> UntilKnownAsync(Socket client, string path)
    {
        var answer = "";
        for (var n = 0; n < 50 && !answer.StartsWith("again", StringComparison.Ordinal); n++)
        {
            answer = await client.AskAsync(path);
        }

        Assert.StartsWith("again", answer, StringComparison.Ordinal);
        return answer;
    }
}
