using Farol.Devices.Sessions;
using Farol.Devices.Terminals;
using Farol.Devices.Tests.Terminals;
using Testing.Support;

namespace Farol.Devices.Tests.Sessions;

public sealed class RouterConnectionTests
{
    private readonly ManualTime _time = new();
    private readonly FakeRouter _router = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Opens_with_the_first_command_and_keeps_the_terminal()
    {
        await using var connection = Connection();
        Assert.Equal(ConnectionState.Offline, connection.Snapshot.State);
        Assert.Equal(0, _router.Opened);

        await PollAsync(connection);
        await PollAsync(connection);

        var snapshot = connection.Snapshot;
        Assert.Equal(1, _router.Opened);
        Assert.Equal(ConnectionState.Online, snapshot.State);
        Assert.Equal(("ssh", "fake", 22), (snapshot.Protocol, snapshot.Host, snapshot.Port));
        Assert.Equal((1, 2), (snapshot.OpenSessions, snapshot.MaxSessions));
        Assert.Equal("<NE8000-M8>", snapshot.Prompt?.Text);
        Assert.Equal(PagerState.Off, snapshot.Pager);
        Assert.Equal(_time.GetUtcNow(), snapshot.ConnectedSince);
        Assert.NotNull(snapshot.LastResponseTime);
        Assert.Null(snapshot.LastError);
    }

    [Fact]
    public async Task People_have_their_own_terminal_that_is_given_back_when_unused()
    {
        await using var connection = Connection();
        await PollAsync(connection);
        await connection.RunAsync(SessionLane.People, "display version", CommandBounds.Default, Stop);
        Assert.Equal(2, _router.Open);

        for (var minute = 0; minute < 4; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await PollAsync(connection);
        }

        await Eventually.True(
            () =>
            {
                // A keep-alive that was under way has set the timer anew when it came back.
                _time.Advance(TimeSpan.FromMilliseconds(1));
                return _router.Open == 1;
            },
            "the people's terminal is closed");
        await Eventually.True(() => connection.Snapshot.OpenSessions == 1, "and counted as such");
        Assert.Equal(2, _router.Opened);
    }

    [Fact]
    public async Task With_one_terminal_polls_and_people_share_it()
    {
        await using var connection = Connection(new() { Terminal = Terminal(), MaxSessions = 1 });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            connection.RunAsync(i % 2 == 0 ? SessionLane.Polling : SessionLane.People, "display version", CommandBounds.Default, Stop)));

        Assert.Equal(1, _router.Opened);
    }

    [Fact]
    public async Task Commands_of_a_lane_run_in_the_order_they_came()
    {
        await using var connection = Connection();
        for (var i = 0; i < 30; i++)
        {
            _router.Outputs[$"display {i}"] = $"{i}\r\n";
        }

        var outputs = await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            connection.RunAsync(SessionLane.Polling, $"display {i}", CommandBounds.Default, Stop)));

        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"{i}\n"), outputs.Select(o => o.Text));
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"display {i}"), _router.Commands.Skip(1));
    }

    [Fact]
    public async Task A_full_queue_says_so_at_once()
    {
        await using var connection = Connection(new() { Terminal = Terminal(), MaxQueuedCommands = 2 });
        await PollAsync(connection);
        using var cancel = new CancellationTokenSource();
        var hanging = connection.RunAsync(SessionLane.Polling, "hang", CommandBounds.Default, cancel.Token);
        var first = PollAsync(connection);
        var second = PollAsync(connection);

        var e = await Assert.ThrowsAsync<DeviceException>(() => PollAsync(connection));

        Assert.Contains("2 commands wait", e.Message, StringComparison.Ordinal);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task An_idle_terminal_is_kept_alive_and_a_dead_one_noticed()
    {
        await using var connection = Connection();
        await PollAsync(connection);
        var writes = _router.Shells[0].Writes;

        _time.Advance(TimeSpan.FromMinutes(2));
        await Eventually.True(() => _router.Shells[0].Writes == writes + 1, "a newline is sent");
        await Eventually.True(() => connection.Snapshot.LastActivity > _time.GetUtcNow().AddMinutes(-1), "its answer counts as activity");

        _router.Shells[0].End();
        _time.Advance(TimeSpan.FromMinutes(2));
        await Eventually.True(() => connection.Snapshot.LastError?.Fault == DeviceFault.ConnectionLost, "the dead terminal is noticed");
        Assert.Equal(ConnectionState.Offline, connection.Snapshot.State);
        await Eventually.True(() => _router.Open == 0, "it is closed");
    }

    [Fact]
    public async Task A_terminal_that_the_router_closed_while_idle_is_opened_again_for_the_next_command()
    {
        await using var connection = Connection();
        await PollAsync(connection);
        _router.Shells[0].End();
        await Eventually.True(() => connection.Snapshot.OpenSessions == 0, "the end has come through");

        await PollAsync(connection);

        Assert.Equal(2, _router.Opened);
        Assert.Equal(1, _router.Open);
    }

    [Fact]
    public async Task A_refused_login_is_tried_once_until_an_operator_asks()
    {
        await using var connection = Connection();
        _router.Refusal = new DeviceException(DeviceFault.LoginRefused, "wrong password");

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(DeviceFault.LoginRefused, (await Assert.ThrowsAsync<DeviceException>(() => PollAsync(connection))).Fault);
            await Assert.ThrowsAsync<DeviceException>(
                () => connection.RunAsync(SessionLane.People, "display version", CommandBounds.Default, Stop));
            _time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(1, _router.Opened);
        Assert.Equal(CircuitState.Stopped, connection.Snapshot.Circuit);
        _router.Refusal = null;
        await connection.ConnectAsync(Stop);
        Assert.Equal(ConnectionState.Online, connection.Snapshot.State);
    }

    [Fact]
    public async Task An_unreachable_router_is_tried_when_due_and_not_before()
    {
        await using var connection = Connection();
        _router.Refusal = new DeviceException(DeviceFault.Unreachable, "no route");

        await Assert.ThrowsAsync<DeviceException>(() => PollAsync(connection));
        Assert.Equal(DeviceFault.CircuitOpen, (await Assert.ThrowsAsync<DeviceException>(() => PollAsync(connection))).Fault);
        Assert.Equal(1, _router.Opened);
        Assert.Equal(CircuitState.Open, connection.Snapshot.Circuit);
        Assert.Equal(DeviceFault.Unreachable, connection.Snapshot.LastError?.Fault);

        _router.Refusal = null;
        _time.Advance(connection.Snapshot.NextTry!.Value - _time.GetUtcNow());
        await PollAsync(connection);

        Assert.Equal(2, _router.Opened);
        Assert.Equal(ConnectionState.Online, connection.Snapshot.State);
    }

    [Fact]
    public async Task A_full_router_refuses_people_and_leaves_the_polls_alone()
    {
        await using var connection = Connection();
        await PollAsync(connection);
        _router.MaxTerminals = 1;

        var e = await Assert.ThrowsAsync<DeviceException>(
            () => connection.RunAsync(SessionLane.People, "display version", CommandBounds.Default, Stop));

        Assert.Equal(DeviceFault.TerminalsBusy, e.Fault);
        await PollAsync(connection);
        Assert.Equal(ConnectionState.Degraded, connection.Snapshot.State);
        Assert.Equal(CircuitState.Closed, connection.Snapshot.Circuit);
        Assert.Equal(1, _router.Open);
    }

    [Fact]
    public async Task Disconnected_by_an_operator_it_stays_so()
    {
        await using var connection = Connection();
        await PollAsync(connection);
        var changes = 0;
        connection.Changed += (_, _) => changes++;

        await connection.DisconnectAsync(Stop);

        Assert.Contains("quit", _router.Commands);
        Assert.Equal(0, _router.Open);
        Assert.True(connection.Snapshot.HeldOffline);
        Assert.True(changes > 0);
        _time.Advance(TimeSpan.FromHours(2));
        await Assert.ThrowsAsync<DeviceException>(() => PollAsync(connection));
        Assert.Equal(1, _router.Opened);
        await connection.ConnectAsync(Stop);
        await PollAsync(connection);
        Assert.Equal(2, _router.Opened);
    }

    [Fact]
    public async Task Disconnecting_ends_a_running_command()
    {
        await using var connection = Connection();
        await PollAsync(connection);
        var running = connection.RunAsync(SessionLane.Polling, "hang", CommandBounds.Default, Stop);

        await connection.DisconnectAsync(Stop);

        Assert.Equal(DeviceFault.ConnectionLost, (await Assert.ThrowsAsync<DeviceException>(() => running)).Fault);
        Assert.Equal(0, _router.Open);
    }

    [Fact]
    public async Task A_change_takes_the_peoples_place_with_its_own_account()
    {
        var changes = new FakeRouter();
        await using var connection = new RouterConnection(
            _router, new() { Terminal = Terminal() }, _time, new Random(1), changeConnector: changes);
        await PollAsync(connection);
        await connection.RunAsync(SessionLane.People, "display version", CommandBounds.Default, Stop);

        var committed = await connection.UseAsync(SessionLane.Change, async (terminal, token) =>
        {
            Assert.Equal(1, _router.Open);
            await terminal.EnterSystemViewAsync(token);
            await terminal.EnterInterfaceViewAsync("GE0/1/0", token);
            await terminal.RunAsync("shutdown", CommandBounds.Default, token);
            return await terminal.CommitAsync(token);
        }, Stop);

        Assert.True(committed);
        Assert.Equal(0, changes.Open);
        Assert.Equal("quit", changes.Commands.Last());
        await PollAsync(connection);
    }

    [Fact]
    public async Task Without_an_account_for_changes_there_are_none()
    {
        await using var connection = Connection();

        var e = await Assert.ThrowsAsync<DeviceException>(
            () => connection.UseAsync(SessionLane.Change, (_, _) => Task.FromResult(1), Stop));

        Assert.Equal(DeviceFault.Settings, e.Fault);
        Assert.Equal(0, _router.Opened);
    }

    [Fact]
    public async Task Work_that_forgets_to_leave_a_view_does_not_hand_it_on()
    {
        await using var connection = Connection();

        await connection.UseAsync(SessionLane.People, async (terminal, token) =>
        {
            await terminal.EnterSystemViewAsync(token);
            await terminal.EnterInterfaceViewAsync("GE0/1/0", token);
            await terminal.RunAsync("shutdown", CommandBounds.Default, token);
            return 0;
        }, Stop);

        Assert.Equal("asked n", _router.Applied.Last());
        await connection.RunAsync(SessionLane.People, "display version", CommandBounds.Default, Stop);
        Assert.Equal(1, _router.Opened);
    }

    [Fact]
    public async Task Disposing_frees_every_terminal_with_quit()
    {
        var connection = Connection();
        await PollAsync(connection);
        await connection.RunAsync(SessionLane.People, "display version", CommandBounds.Default, Stop);

        await connection.DisposeAsync();

        Assert.Equal(2, _router.Commands.Count(c => c == "quit"));
        Assert.Equal(0, _router.Open);
        Assert.Equal(0, _time.PendingTimers);
        Assert.Equal(DeviceFault.ConnectionLost, (await Assert.ThrowsAsync<DeviceException>(() => PollAsync(connection))).Fault);
    }

    [Fact]
    public void Settings_that_cannot_work_are_all_named()
    {
        var settings = new RouterConnectionSettings { Terminal = Terminal(), MaxSessions = 0, KeepAliveInterval = TimeSpan.FromHours(1) };

        var e = Assert.Throws<DeviceException>(() => new RouterConnection(_router, settings, _time, new Random(1)));

        Assert.Equal(DeviceFault.Settings, e.Fault);
        Assert.Contains("ROUTER_MAX_SESSIONS", e.Message, StringComparison.Ordinal);
        Assert.Contains("KeepAliveInterval", e.Message, StringComparison.Ordinal);
    }

    private static TerminalSettings Terminal() => new() { SettleTime = TimeSpan.Zero };

    private RouterConnection Connection(RouterConnectionSettings? settings = null) =>
        new(_router, settings ?? new() { Terminal = Terminal() }, _time, new Random(1));

    private static async Task PollAsync(RouterConnection connection)
    {
        var output = await connection.RunAsync(SessionLane.Polling, "display version", CommandBounds.Default, Stop);
        Assert.StartsWith("Huawei", output.Text, StringComparison.Ordinal);
    }
}
