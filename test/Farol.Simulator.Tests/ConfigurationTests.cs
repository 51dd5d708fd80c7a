namespace Farol.Simulator.Tests;

/// <summary>Views, two-stage configuration and what needs rights.</summary>
public sealed class ConfigurationTests(OpenTerminal open) : IClassFixture<OpenTerminal>
{
    private const string System = "[~HUAWEI-BNG-01]";
    private const string Port = "[~HUAWEI-BNG-01-GigabitEthernet1/0/2]";
    private const string ChangedPort = "[*HUAWEI-BNG-01-GigabitEthernet1/0/2]";

    private readonly SimulatedRouter _router = open.Router;
    private readonly TelnetTerminal _terminal = open.Terminal;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_counts_after_commit()
    {
        Assert.Equal("Enter system view, return user view with return command.\n", await Run("system-view", System));
        await Run("interface GigabitEthernet1/0/2", Port);
        await Run("shutdown", ChangedPort);
        Assert.DoesNotContain("GigabitEthernet1/0/2", _router.Snapshot().InterfacesDown);
        await Run("commit", Port);
        Assert.Contains("GigabitEthernet1/0/2", _router.Snapshot().InterfacesDown);
        Assert.Contains("Administratively DOWN", await Run("display interface GigabitEthernet1/0/2", Port), StringComparison.Ordinal);
        await Run("undo shutdown", ChangedPort);
        await Run("commit", Port);
        await Run("description Rua São José", ChangedPort);
        await Run("clear configuration candidate", Port);
        await Run("return", "<HUAWEI-BNG-01>");

        Assert.DoesNotContain("GigabitEthernet1/0/2", _router.Snapshot().InterfacesDown);
        Assert.DoesNotContain("Rua", await Run("display interface description", "<HUAWEI-BNG-01>"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_with_something_uncommitted_asks()
    {
        const string Question = "Warning: Uncommitted configurations found, commit them before exiting? [Y(yes)/N(no)/C(cancel)]:";
        await Run("system-view", System);
        await Run("interface GigabitEthernet1/0/2", Port);
        await Run("description Feita", ChangedPort);
        await _terminal.TypeAsync("return\r", Cancellation);
        await _terminal.WaitAsync(Question, Cancellation);
        await _terminal.TypeAsync("x\r", Cancellation);
        await _terminal.WaitAsync("[Y/N/C]:", Cancellation);
        await _terminal.TypeAsync("c\r", Cancellation);
        await _terminal.WaitAsync(ChangedPort, Cancellation);
        await _terminal.TypeAsync("\u001a", Cancellation);
        await _terminal.WaitAsync(Question, Cancellation);
        await _terminal.TypeAsync("y\r", Cancellation);
        await _terminal.WaitAsync("<HUAWEI-BNG-01>", Cancellation);

        Assert.Contains("Feita", await Run("display interface description GigabitEthernet1/0/2", "<HUAWEI-BNG-01>"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_of_the_upper_view_is_found_until_forbidden()
    {
        await Run("system-view", System);
        await Run("interface GigabitEthernet1/0/2", Port);
        await Run("aaa", "[~HUAWEI-BNG-01-aaa]");
        Assert.Contains("Error:", await Run("undo shutdown", "[~HUAWEI-BNG-01-aaa]"), StringComparison.Ordinal);
        await Run("undo terminal command forward matched upper-view", "[~HUAWEI-BNG-01-aaa]");
        Assert.Contains("Error: Unrecognized", await Run("interface GigabitEthernet1/0/2", "[~HUAWEI-BNG-01-aaa]"), StringComparison.Ordinal);
        await Run("terminal command forward matched upper-view", "[~HUAWEI-BNG-01-aaa]");
        await Run("quit", System);
        await Run("quit", "<HUAWEI-BNG-01>");
    }

    [Fact]
    public async Task A_locked_configuration_refuses_the_commit()
    {
        await _router.PlayAsync(new Scenario { Kind = ScenarioKind.ConfigurationLocked }, Cancellation);
        await Run("system-view", System);
        await Run("interface GigabitEthernet1/0/2", Port);
        await Run("description Nunca", ChangedPort);
        var refused = await Run("commit", ChangedPort);
        await Run("clear configuration candidate", Port);
        await Run("return", "<HUAWEI-BNG-01>");
        await _router.PlayAsync(new Scenario { Kind = ScenarioKind.Calm }, Cancellation);

        Assert.Equal("Error: The configuration is locked by other user. [Session ID = 407]\n", refused);
    }

    [Fact]
    public async Task Cutting_a_subscriber_disconnects_and_records_it()
    {
        var row = (await Run("display access-user slot 2 brief", "<HUAWEI-BNG-01>")).Split('\n')
            .First(line => line.Contains("cliente", StringComparison.Ordinal) && !line.Contains("...", StringComparison.Ordinal));
        var login = row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        await Run("system-view", System);
        await Run("aaa", "[~HUAWEI-BNG-01-aaa]");
        var cut = await Run($"cut access-user username {login} radius", "[~HUAWEI-BNG-01-aaa]");
        var again = await Run($"cut access-user username {login} radius", "[~HUAWEI-BNG-01-aaa]");
        await Run("return", "<HUAWEI-BNG-01>");
        var record = await Run($"display aaa abnormal-offline-record username {login} brief", "<HUAWEI-BNG-01>");

        Assert.Equal("  The user has cutted off.\n  Info:Totally,1 user has been cut off.\n", cut);
        Assert.Equal("Info: No online user!\n", again);
        Assert.Contains("AAA cut command", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counters_of_one_interface_are_reset()
    {
        Assert.Equal(string.Empty, await Run("reset counters interface GigabitEthernet1/0/2", "<HUAWEI-BNG-01>"));
        var after = await Run("display interface GigabitEthernet1/0/2", "<HUAWEI-BNG-01>");
        var other = await Run("display interface GigabitEthernet1/0/3", "<HUAWEI-BNG-01>");

        Assert.DoesNotContain("Statistics last cleared:never", after, StringComparison.Ordinal);
        Assert.Contains("Statistics last cleared:never", other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_monitoring_account_may_look_and_nothing_else()
    {
        await using var router = await SimulatedRouter.StartAsync(
            new SimulatedRouterOptions
            {
                SshPort = null,
                Subscribers = 10,
                LowPrivilege = true,
                ChangeUser = "mudanca",
                ChangePassword = "outra",
            },
            cancellationToken: Cancellation);
        using var low = await TelnetTerminal.LoginAsync(router, Cancellation);
        using var high = await TelnetTerminal.LoginAsync(router, Cancellation, "mudanca", "outra");

        Assert.Contains("Time Zone", await low.RunAsync("display clock", Cancellation), StringComparison.Ordinal);
        foreach (var refused in new[] { "system-view", "screen-length 0 temporary", "reset counters interface", "save" })
        {
            Assert.Equal("Error: No permission to run the command.\n", await low.RunAsync(refused, Cancellation));
        }

        Assert.Contains("Enter system view", await high.RunAsync("system-view", Cancellation, System), StringComparison.Ordinal);
    }

    private Task<string> Run(string command, string prompt) => _terminal.RunAsync(command, Cancellation, prompt);
}
