using System.Net.Sockets;
using Testing.Support;

namespace Farol.Simulator.Tests;

/// <summary>What scenarios do to terminals and to the router's state, seen by a client.</summary>
public sealed class ScenarioTests : IAsyncLifetime
{
    private const string Prompt = "<HUAWEI-BNG-01>";

    private SimulatedRouter _router = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _router = await SimulatedRouter.StartAsync(new SimulatedRouterOptions { SshPort = null, Subscribers = 500 });

    public async ValueTask DisposeAsync()
    {
        var mistakes = _router.Snapshot().Mistakes;
        await _router.DisposeAsync();
        Assert.Empty(mistakes);
    }

    [Fact]
    public async Task A_sixth_terminal_is_turned_away_and_a_freed_one_given_out()
    {
        var terminals = new List<TelnetTerminal>();
        for (var count = 0; count < 5; count++)
        {
            terminals.Add(await TelnetTerminal.LoginAsync(_router, Cancellation));
        }

        using var sixth = await LoginToTheEnd();
        Assert.Contains("All user interfaces are used, please try later!", await sixth.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        terminals[2].Dispose();
        await _router.WaitForSessionsAsync(4, Cancellation);
        using var again = await TelnetTerminal.LoginAsync(_router, Cancellation);
        Assert.Contains("VTY 2 ", await again.RunAsync("display users | include [+]", Cancellation), StringComparison.Ordinal);
        terminals.ForEach(terminal => terminal.Dispose());
    }

    [Fact]
    public async Task Busy_terminals_can_be_played()
    {
        await Play(new() { Kind = ScenarioKind.TerminalsBusy });
        using (var refused = await LoginToTheEnd())
        {
            Assert.Contains("All user interfaces are used", await refused.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        }

        await Play(new() { Kind = ScenarioKind.Calm });
        using var terminal = await TelnetTerminal.LoginAsync(_router, Cancellation);
    }

    [Fact]
    public async Task Six_wrong_passwords_lock_the_address()
    {
        for (var connection = 0; connection < 2; connection++)
        {
            using var wrong = await TelnetTerminal.ConnectAsync(_router, Cancellation);
            for (var tries = 0; tries < 3; tries++)
            {
                await wrong.WaitAsync("Username:", Cancellation);
                await wrong.TypeAsync("farol\r", Cancellation);
                await wrong.WaitAsync("Password:", Cancellation);
                await wrong.TypeAsync("falsch\r", Cancellation);
                await wrong.WaitAsync("Error: Username or password error.", Cancellation);
            }

            await wrong.ReadToEndAsync(Cancellation);
        }

        using var locked = await TelnetTerminal.ConnectAsync(_router, Cancellation);
        Assert.Contains("has been locked", await locked.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(6, _router.Snapshot().LoginsRefused);
        await Play(new() { Kind = ScenarioKind.UnlockAddresses });
        using var terminal = await TelnetTerminal.LoginAsync(_router, Cancellation);
    }

    [Fact]
    public async Task Logins_can_be_refused()
    {
        await Play(new() { Kind = ScenarioKind.RefuseLogins });
        using var refused = await TelnetTerminal.ConnectAsync(_router, Cancellation);
        await refused.WaitAsync("Username:", Cancellation);
        await refused.TypeAsync($"{_router.Options.User}\r{_router.Options.Password}\r", Cancellation);
        await refused.WaitAsync("Error: Username or password error.", Cancellation);
    }

    [Fact]
    public async Task An_output_hangs_in_the_middle_until_calm()
    {
        using var terminal = await TelnetTerminal.LoginAsync(_router, Cancellation);
        await Play(new() { Kind = ScenarioKind.Hang, AfterBytes = 60, Command = "display version" });
        Assert.Contains("Time Zone", await terminal.RunAsync("display clock", Cancellation), StringComparison.Ordinal);
        await terminal.TypeAsync("dis ver | no-more\r", Cancellation);
        await terminal.WaitAsync("Huawei Versatile Routing Platform Software\r\nVRP (R) software,"[..60], Cancellation);
        var rest = terminal.WaitAsync(Prompt, Cancellation);
        await Play(new() { Kind = ScenarioKind.Calm });
        await rest;

        Assert.Contains("Time Zone", await terminal.RunAsync("display clock", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hanging_terminal_ends_when_its_client_leaves()
    {
        using (var terminal = await TelnetTerminal.LoginAsync(_router, Cancellation))
        {
            await Play(new() { Kind = ScenarioKind.Hang });
            await terminal.TypeAsync("display interface brief\r", Cancellation);
            await terminal.WaitAsync("(l): loopback", Cancellation);
        }

        await _router.WaitForSessionsAsync(0, Cancellation);
    }

    [Fact]
    public async Task The_connection_drops_in_the_middle_of_an_output()
    {
        using var terminal = await TelnetTerminal.LoginAsync(_router, Cancellation);
        await Play(new() { Kind = ScenarioKind.DropDuringOutput, AfterBytes = 10 });
        await terminal.TypeAsync("display clock\r", Cancellation);
        var end = await terminal.ReadToEndAsync(Cancellation);

        Assert.EndsWith("display clock\r\n" + _router.Snapshot().RouterTime.ToString("yyyy-MM-dd"), end, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Garbage_comes_in_the_middle_of_an_output()
    {
        using var terminal = await TelnetTerminal.LoginAsync(_router, Cancellation);
        await Play(new() { Kind = ScenarioKind.Garbage, AfterBytes = 0 });
        await terminal.TypeAsync("display clock\r", Cancellation);
        var noise = await terminal.WaitAsync(Prompt, Cancellation);

        Assert.True(noise.Length > 500, noise);
        Assert.Contains("Time Zone", await terminal.RunAsync("display clock", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_answers_can_be_interrupted()
    {
        using var terminal = await TelnetTerminal.LoginAsync(_router, Cancellation);
        await Play(new() { Kind = ScenarioKind.SlowAnswers, Milliseconds = 600_000 });
        await terminal.TypeAsync("display clock\r", Cancellation);
        await terminal.WaitAsync("display clock\r\n", Cancellation);
        await terminal.TypeAsync("\u0003", Cancellation);
        var interrupted = await terminal.WaitAsync(Prompt, Cancellation);
        await Play(new() { Kind = ScenarioKind.Calm });

        Assert.DoesNotContain("Time Zone", interrupted, StringComparison.Ordinal);
        Assert.Contains("Time Zone", await terminal.RunAsync("display clock", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drop_closes_every_terminal_now()
    {
        using var terminal = await TelnetTerminal.LoginAsync(_router, Cancellation);
        await Play(new() { Kind = ScenarioKind.Drop });
        await terminal.ReadToEndAsync(Cancellation);
        await _router.WaitForSessionsAsync(0, Cancellation);
    }

    [Fact]
    public async Task A_reboot_refuses_until_it_is_over()
    {
        using var terminal = await TelnetTerminal.LoginAsync(_router, Cancellation);
        var reboot = _router.PlayAsync(new() { Kind = ScenarioKind.Reboot, Seconds = 1, ReturnSeconds = 600 }, Cancellation);
        await terminal.ReadToEndAsync(Cancellation);
        Assert.Empty(await ConnectAndRead());
        await reboot;
        using var back = await TelnetTerminal.LoginAsync(_router, Cancellation);
        Assert.Contains("uptime is 0 days, 0 hours, 0 minutes", await back.RunAsync("display version | include uptime", Cancellation), StringComparison.Ordinal);
        Assert.InRange(_router.Snapshot().OnlineTotal, 0, 50);
    }

    [Fact]
    public async Task Unknown_places_are_refused_by_name()
    {
        var slot = await Assert.ThrowsAsync<ScenarioException>(() => Play(new() { Kind = ScenarioKind.MassDisconnect, Slot = 7 }));
        var port = await Assert.ThrowsAsync<ScenarioException>(() => Play(new() { Kind = ScenarioKind.LinkDown, Interface = "GE9/9/9" }));

        Assert.Equal("slot: 7 has no subscribers; there are 1, 2", slot.Message);
        Assert.Equal("interface: there is no GE9/9/9", port.Message);
    }

    [Fact]
    public async Task Idle_terminals_are_closed()
    {
        var time = new ManualTime();
        await using var router = await SimulatedRouter.StartAsync(new SimulatedRouterOptions { SshPort = null, Subscribers = 10 }, time, Cancellation);
        using var terminal = await TelnetTerminal.LoginAsync(router, Cancellation);
        await terminal.RunAsync("display clock", Cancellation);
        time.Advance(TimeSpan.FromMinutes(9));
        await terminal.RunAsync("display clock", Cancellation);
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(1, router.Snapshot().SessionsOpen);
        time.Advance(TimeSpan.FromMinutes(2));
        await terminal.ReadToEndAsync(Cancellation);
        await router.WaitForSessionsAsync(0, Cancellation);
    }

    /// <summary>What a router says that closes or resets at once: nothing.</summary>
    private async Task<string> ConnectAndRead()
    {
        try
        {
            using var terminal = await TelnetTerminal.ConnectAsync(_router, Cancellation);
            return await terminal.ReadToEndAsync(Cancellation);
        }
        catch (SocketException)
        {
            return string.Empty;
        }
    }

    private async Task<TelnetTerminal> LoginToTheEnd()
    {
        var terminal = await TelnetTerminal.ConnectAsync(_router, Cancellation);
        await terminal.WaitAsync("Username:", Cancellation);
        await terminal.TypeAsync($"{_router.Options.User}\r{_router.Options.Password}\r", Cancellation);
        return terminal;
    }

    private Task Play(Scenario scenario) => _router.PlayAsync(scenario, Cancellation);
}
