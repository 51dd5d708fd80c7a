using System.Net.WebSockets;
using Testing.Support;

namespace Farol.Live.Tests;

public sealed class ClosingTests
{
    [Fact]
    public async Task A_revoked_session_is_closed_with_1008_and_the_reason()
    {
        using var revoked = new CancellationTokenSource();
        await using var server = await LiveServer.StartAsync(session: (_, s) => s with { Revoked = revoked.Token, RevokedReason = "logged out" });
        using var client = await server.ConnectAsync();
        await client.NextAsync();

        await revoked.CancelAsync();

        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "logged out"), await client.ClosedAsync());
        await Eventually.True(() => server.Hub.Statistics().TotalConnections == 0, "its place is free");
    }

    [Fact]
    public async Task A_session_revoked_before_it_began_is_closed_at_once()
    {
        await using var server = await LiveServer.StartAsync(session: (_, s) => s with { Revoked = new CancellationToken(canceled: true) });
        using var client = await server.ConnectAsync();

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await client.ClosedAsync()).Status);
    }

    [Fact]
    public async Task A_client_that_does_not_answer_the_close_is_cut_off()
    {
        var time = new ManualTime();
        using var revoked = new CancellationTokenSource();
        await using var server = await LiveServer.StartAsync(time: time, session: (_, s) => s with { Revoked = revoked.Token });
        using var client = await RawClient.ConnectAsync(server.Port);
        await client.NextAsync();
        await revoked.CancelAsync();
        Assert.Equal(1008, await client.CloseCodeAsync());

        Assert.Equal(1, server.Hub.Statistics().TotalConnections);
        time.Advance(TimeSpan.FromSeconds(new LiveOptions().MaxCloseSeconds + 2));

        Assert.True(await client.IsEndedAsync());
        await Eventually.True(() => server.Hub.Statistics().TotalConnections == 0, "its place is free");
    }

    [Fact]
    public async Task A_stalled_client_whose_session_is_revoked_is_cut_off_after_the_close_limit()
    {
        var time = new ManualTime();
        using var revoked = new CancellationTokenSource();
        await using var server = await LiveServer.StartAsync(
            new LiveOptions { MaxKernelSendBytes = 16 * 1024 }, time, (_, s) => s with { Revoked = revoked.Token });
        using var client = await RawClient.ConnectAsync(server.Port);
        await client.NextAsync();
        for (var n = 0; n < 200; n++)
        {
            server.View.Publish("online_total", new { n, filler = new string('x', 8000) });
        }

        await revoked.CancelAsync();
        time.Advance(TimeSpan.FromSeconds(new LiveOptions().MaxCloseSeconds + 2));

        await Eventually.True(() => server.Hub.Statistics().TotalConnections == 0, "its place is free");
    }

    [Fact]
    public async Task A_clients_own_close_is_answered()
    {
        await using var server = await LiveServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.NextAsync();

        await client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", TestContext.Current.CancellationToken);

        Assert.Equal(WebSocketState.Closed, client.Socket.State);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.Socket.CloseStatus);
    }

    [Fact]
    public async Task The_kernel_is_told_when_to_give_up_on_a_client_that_does_not_answer()
    {
        System.Net.Sockets.Socket? connection = null;
        await using var server = await LiveServer.StartAsync(
            new LiveOptions { MaxUnacknowledgedSeconds = 7, MaxKernelSendBytes = 32 * 1024 },
            session: (http, s) =>
            {
                connection = Native.DescriptorCopy.Of(http.Features.Get<Microsoft.AspNetCore.Connections.Features.IConnectionSocketFeature>()!.Socket);
                return s;
            });
        using var client = await server.ConnectAsync();
        await client.NextAsync();

        var milliseconds = new byte[4];
        connection!.GetRawSocketOption((int)System.Net.Sockets.ProtocolType.Tcp, ConnectionLimits.UserTimeout, milliseconds);

        Assert.Equal(7000, BitConverter.ToInt32(milliseconds));

        // Linux doubles what is asked for, for its own book-keeping, and tells the double.
        Assert.Equal(64 * 1024, connection.SendBufferSize);
    }

    [Fact]
    public async Task A_close_without_a_code_is_answered_as_well()
    {
        await using var server = await LiveServer.StartAsync();
        using var client = await RawClient.ConnectAsync(server.Port);
        await client.NextAsync();

        await client.SendAsync(8, []);

        Assert.Equal(8, (await client.FrameAsync()).Opcode);
        await Eventually.True(() => server.Hub.Statistics().TotalConnections == 0, "its place is free");
    }

    [Fact]
    public async Task A_closed_views_clients_are_told_why()
    {
        await using var server = await LiveServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.NextAsync();

        server.Hub.CloseView(server.View.Key, "the router was removed");

        Assert.Equal((WebSocketCloseStatus.EndpointUnavailable, "the router was removed"), await client.ClosedAsync());
        Assert.Null(server.Hub.FindView(server.View.Key));
    }

    [Fact]
    public async Task A_view_opened_again_has_another_epoch()
    {
        await using var server = await LiveServer.StartAsync();
        server.View.Publish("online_total", new { n = 1 });
        server.Hub.CloseView(server.View.Key, "restart");

        var again = server.Hub.OpenView(server.View.Key, [LiveServer.Online]);

        Assert.NotEqual(server.View.Epoch, again.Epoch);
        Assert.Equal(0, again.Sequence);
    }

    [Fact]
    public async Task A_stopping_server_says_goodbye_and_ends_when_that_is_answered()
    {
        await using var server = await LiveServer.StartAsync(time: new ManualTime());
        using var client = await server.ConnectAsync();
        await client.NextAsync();

        var stop = server.StopAsync();

        Assert.Equal((WebSocketCloseStatus.EndpointUnavailable, "the server is stopping"), await client.ClosedAsync());
        await stop.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.Equal(0, server.Hub.ClientCount);
    }

    [Fact]
    public async Task It_waits_for_who_does_not_answer_only_so_long()
    {
        var time = new ManualTime();
        await using var server = await LiveServer.StartAsync(time: time);
        using var client = await RawClient.ConnectAsync(server.Port);
        await client.NextAsync();
        var timers = time.PendingTimers;

        var stop = server.StopAsync();
        Assert.Equal(1001, await client.CloseCodeAsync());
        await Eventually.True(() => time.PendingTimers > timers, "it waits for the answer");
        Assert.False(stop.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(new LiveOptions().MaxGoodbyeSeconds));

        await stop.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Who_comes_while_it_stops_is_told_so()
    {
        await using var server = await LiveServer.StartAsync();
        server.Hub.CloseAll();
        using var client = await server.ConnectAsync();

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, (await client.ClosedAsync()).Status);
    }

    [Fact]
    public void A_close_reason_is_cut_between_characters()
    {
        var fitted = CloseReason.Fit(new string('ã', 100));

        Assert.Equal(new string('ã', 61), fitted);
        Assert.Equal("short", CloseReason.Fit("short"));
    }
}
