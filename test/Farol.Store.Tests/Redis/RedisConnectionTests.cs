using Farol.Store.Redis;

namespace Farol.Store.Tests.Redis;

public sealed class RedisConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_of_many_callers_share_the_connection_and_each_gets_its_own_reply()
    {
        using var server = new RedisServer();
        await server.StartAsync();
        await using var connection = await OpenAsync(server.Port);

        var replies = await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => Task.Run(() => connection.SendAsync("ECHO", $"{i}"))));

        Assert.Equal(Enumerable.Range(0, 2000).Select(i => $"{i}"), replies.Select(reply => reply.Text));
    }

    [Fact]
    public async Task A_value_of_a_megabyte_comes_back_whole()
    {
        using var server = new RedisServer();
        await server.StartAsync();
        await using var connection = await OpenAsync(server.Port);
        var value = new byte[1024 * 1024];
        new Random(1).NextBytes(value);

        await connection.SendAsync("SET", "big", value);
        var reply = await connection.SendAsync("GET", "big");

        Assert.True(reply.Bytes.Span.SequenceEqual(value));
    }

    [Fact]
    public async Task The_right_password_opens_and_a_wrong_one_says_which_setting_is_wrong()
    {
        using var server = new RedisServer("--requirepass", "let me in");
        await server.StartAsync();
        await using (var connection = await OpenAsync(server.Port, options => options with { Password = "let me in" }))
        {
            Assert.Equal("PONG", (await connection.SendAsync("PING")).Text);
        }

        foreach (var password in (string?[])["wrong", null])
        {
            var refused = await Assert.ThrowsAsync<RedisException>(
                () => OpenAsync(server.Port, options => options with { Password = password }));
            Assert.Equal(RedisFault.Refused, refused.Fault);
            Assert.Contains("REDIS_PASSWORD", refused.Message);
            Assert.DoesNotContain("let me in", refused.Message);
        }
    }

    [Fact]
    public async Task An_error_for_one_command_leaves_the_connection_alone()
    {
        using var server = new RedisServer();
        await server.StartAsync();
        await using var connection = await OpenAsync(server.Port);

        await Assert.ThrowsAsync<RedisException>(() => connection.SendAsync("NONSENSE"));

        Assert.Equal("PONG", (await connection.SendAsync("PING")).Text);
    }

    [Fact]
    public async Task An_old_server_without_hello_is_spoken_to_in_RESP2()
    {
        using var server = new FakeServer(text => [text.Contains("HELLO", StringComparison.Ordinal)
            ? "-ERR unknown command `HELLO`\r\n"
            : text.Contains("AUTH", StringComparison.Ordinal) ? "+OK\r\n" : "$-1\r\n"]);

        await using var connection = await OpenAsync(server.Port, options => options with { Password = "x" });

        Assert.Equal(RespKind.Null, (await connection.SendAsync("GET", "x")).Kind);
    }

    [Fact]
    public async Task Replies_in_pieces_are_put_together()
    {
        using var server = new FakeServer(text => text.Contains("HELLO", StringComparison.Ordinal)
            ? ["%1\r\n$6\r\nser", "ver\r\n$5\r\nredis\r", "\n"]
            : ["$1", "0\r\n01234", "56789\r", "\n"]);

        await using var connection = await OpenAsync(server.Port);

        Assert.Equal("0123456789", (await connection.SendAsync("GET", "x")).Text);
    }

    [Fact]
    public async Task Garbage_ends_the_connection_with_an_error_for_all_who_wait()
    {
        using var server = new FakeServer(text => text.Contains("HELLO", StringComparison.Ordinal) ? ["+OK\r\n"] : ["<html>\r\n"]);
        await using var connection = await OpenAsync(server.Port);

        var first = connection.SendAsync("GET", "x");
        var second = connection.SendAsync("GET", "y");

        Assert.Equal(RedisFault.Protocol, (await Assert.ThrowsAsync<RedisException>(() => first)).Fault);
        await Assert.ThrowsAsync<RedisException>(() => second);
        await Assert.ThrowsAsync<RedisException>(() => connection.SendAsync("PING"));
        await connection.Completion.WaitAsync(TimeSpan.FromSeconds(5), Token);
    }

    [Fact]
    public async Task Silence_is_given_up_after_the_timeout()
    {
        using var server = new FakeServer(text => text.Contains("HELLO", StringComparison.Ordinal) ? ["+OK\r\n"] : []);
        await using var connection = await OpenAsync(
            server.Port, options => options with { CommandTimeout = TimeSpan.FromMilliseconds(100) });

        var error = await Assert.ThrowsAsync<RedisException>(() => connection.SendAsync("GET", "x"));

        Assert.Equal(RedisFault.Timeout, error.Fault);
    }

    [Fact]
    public async Task A_server_that_greets_nobody_is_given_up_after_the_timeout()
    {
        using var server = new FakeServer(_ => []);

        var error = await Assert.ThrowsAsync<RedisException>(
            () => OpenAsync(server.Port, options => options with { ConnectTimeout = TimeSpan.FromMilliseconds(100) }));

        Assert.Equal(RedisFault.Timeout, error.Fault);
    }

    [Fact]
    public async Task More_waiting_commands_than_allowed_are_refused_at_once()
    {
        using var server = new FakeServer(text => text.Contains("HELLO", StringComparison.Ordinal) ? ["+OK\r\n"] : []);
        await using var connection = await OpenAsync(server.Port, options => options with { MaxPendingCommands = 2 });
        var waiting = new[] { connection.SendAsync("GET", "x"), connection.SendAsync("GET", "y") };

        var refused = await Assert.ThrowsAsync<RedisException>(() => connection.SendAsync("GET", "z"));

        Assert.Equal(RedisFault.Busy, refused.Fault);
        await connection.DisposeAsync();
        await Assert.ThrowsAsync<RedisException>(() => waiting[0]);
    }

    private static Task<RedisConnection> OpenAsync(int port, Func<RedisOptions, RedisOptions>? change = null)
    {
        var options = new RedisOptions { Host = "127.0.0.1", Port = port };
        return RedisConnection.OpenAsync(change?.Invoke(options) ?? options, TimeProvider.System, null, Token);
    }
}
