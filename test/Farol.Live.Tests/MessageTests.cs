using System.Net.WebSockets;
using System.Text;

namespace Farol.Live.Tests;

public sealed class MessageTests
{
    [Theory]
    [InlineData("ping")]
    [InlineData(" ping\n")]
    [InlineData("{\"type\":\"ping\"}")]
    [InlineData("{ \"extra\": [1], \"type\": \"ping\" }")]
    public async Task A_ping_is_answered_by_a_json_document(string ping)
    {
        await using var server = await LiveServer.StartAsync();
        server.View.Publish("online_total", new { n = 1 });
        using var client = await server.ConnectAsync();
        await client.UntilAsync(f => f.GetProperty("seq").GetInt64() == 1);

        await client.SayAsync(ping);
        var pong = await client.NextAsync();

        Assert.Equal("pong", pong.GetProperty("type").GetString());
        Assert.Equal(1, pong.GetProperty("seq").GetInt64());
        Assert.Equal(server.View.Epoch, pong.GetProperty("epoch").GetString());
        Assert.Equal("monitor", pong.GetProperty("channel").GetString());
    }

    [Fact]
    public async Task Other_messages_reach_the_callers_handler_and_its_answer_only_the_asking_client()
    {
        await using var server = await LiveServer.StartAsync(session: (_, s) => s with { OnMessage = Answer });
        using var asking = await server.ConnectAsync();
        using var other = await server.ConnectAsync();
        await asking.NextAsync();
        await other.NextAsync();

        await asking.SayAsync("{\"type\":\"command\",\"command\":\"display version\",\"id\":7}");
        var answer = await asking.NextAsync();
        server.View.Publish("alert", new { n = 1 });

        Assert.Equal("router_data", answer.GetProperty("type").GetString());
        Assert.Equal("display version", answer.GetProperty("data").GetProperty("command").GetString());
        Assert.Equal("alert", (await other.NextAsync()).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("{\"type\":", "JSON")]
    [InlineData("{\"type\":5}", "type")]
    [InlineData("{\"command\":\"x\"}", "type")]
    [InlineData("{\"type\":\"ping\"} {}", "JSON")]
    [InlineData("", "JSON")]
    [InlineData("word", "no messages")]
    public async Task What_cannot_be_read_is_answered_with_the_reason_and_the_connection_stays(string text, string part)
    {
        await using var server = await LiveServer.StartAsync(session: (_, s) => s with { OnMessage = null });
        using var client = await server.ConnectAsync();
        await client.NextAsync();
        await client.SayAsync(text.Replace("word", "get_status", StringComparison.Ordinal));
        var error = await client.NextAsync();
        await client.SayAsync("ping");

        Assert.Equal("error", error.GetProperty("type").GetString());
        var reason = error.GetProperty("error").GetString()!;
        Assert.Contains(text == "word" ? "but ping" : part, reason, StringComparison.Ordinal);
        Assert.Equal("pong", (await client.NextAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_handler_that_fails_costs_its_client_the_connection_and_nobody_else()
    {
        await using var server = await LiveServer.StartAsync(
            session: (_, s) => s with { OnMessage = (_, _, _) => throw new InvalidOperationException("planted") });
        using var failing = await server.ConnectAsync();
        using var other = await server.ConnectAsync();
        await other.NextAsync();

        await failing.SayAsync("get_status");
        var (status, reason) = await failing.ClosedAsync();
        server.View.Publish("alert", new { n = 1 });

        Assert.Equal(WebSocketCloseStatus.InternalServerError, status);
        Assert.DoesNotContain("planted", reason, StringComparison.Ordinal);
        Assert.Equal("alert", (await other.NextAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_bare_word_reaches_the_handler_as_its_type()
    {
        await using var server = await LiveServer.StartAsync(session: (_, s) => s with
        {
            OnMessage = (c, m, _) =>
            {
                c.Send("system_status", new { status = new { asked = m.Type, json = m.Document is not null } });
                return ValueTask.CompletedTask;
            },
        });
        using var client = await server.ConnectAsync();
        await client.NextAsync();

        await client.SayAsync("get_status");
        var status = (await client.NextAsync()).GetProperty("status");

        Assert.Equal("get_status", status.GetProperty("asked").GetString());
        Assert.False(status.GetProperty("json").GetBoolean());
    }

    [Fact]
    public async Task Replies_that_nobody_takes_are_refused_at_the_limit()
    {
        var refused = new TaskCompletionSource<int>();
        await using var server = await LiveServer.StartAsync(
            new LiveOptions { MaxQueuedReplies = 3, MaxKernelSendBytes = 16 * 1024 },
            session: (_, s) => s with
            {
                OnMessage = (c, _, _) =>
                {
                    var sent = 0;
                    while (sent < 1000 && c.Send("big", new { filler = new string('x', 50_000) }))
                    {
                        sent++;
                    }

                    refused.SetResult(sent);
                    return ValueTask.CompletedTask;
                },
            });
        using var client = await RawClient.ConnectAsync(server.Port);
        await client.NextAsync();

        await client.SendAsync(1, Encoding.UTF8.GetBytes("go"));
        var sent = await refused.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        for (var i = 0; i < sent; i++)
        {
            Assert.Equal("big", (await client.NextAsync()).GetProperty("type").GetString());
        }

        Assert.InRange(sent, 3, 999);
    }

    private static ValueTask Answer(LiveClient client, LiveMessage message, CancellationToken cancellationToken)
    {
        client.Send("router_data", new { data = new { type = "command_result", command = message.Text("command") } });
        return ValueTask.CompletedTask;
    }
}
