using Testing.Support;

namespace Farol.Simulator.Tests;

/// <summary>Programs that people use on real routers, unchanged, on the simulator.</summary>
public sealed class RealClientTests(RealClientTests.Router open) : IClassFixture<RealClientTests.Router>
{
    private static readonly string[] _onlyOldAlgorithms =
    [
        "-o", "KexAlgorithms=+diffie-hellman-group14-sha1", "-o", "HostKeyAlgorithms=+ssh-rsa", "-o", "Ciphers=+aes128-cbc", "-o", "MACs=+hmac-sha1",
    ];

    private readonly SimulatedRouter _router = open.Simulated;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenSsh_runs_commands_with_todays_algorithms()
    {
        var (exit, output) = await ClientProcess.SshAsync(
            _router,
            ["screen-length 0 temporary", "display version", "dis access-user online-total-number", "dis cpu", "display interface brief", "quit"],
            Cancellation);

        Assert.True(exit == 0, output);
        Assert.Contains("VRP (R) software, Version 8.231 (NetEngine 8000 V800R023C10SPC500)\r\n", output, StringComparison.Ordinal);
        Assert.Contains("  Total users  : ", output, StringComparison.Ordinal);
        Assert.Contains("System cpu use rate is : ", output, StringComparison.Ordinal);
        Assert.Contains("GigabitEthernet1/0/2(10G)   up ", output, StringComparison.Ordinal);
        Assert.Contains("<HUAWEI-BNG-01>display version\r\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KexAlgorithms=diffie-hellman-group-exchange-sha256", "diffie-hellman-group-exchange-sha256")]
    [InlineData("HostKeyAlgorithms=ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521")]
    [InlineData("HostKeyAlgorithms=rsa-sha2-256", "rsa-sha2-256")]
    [InlineData("Ciphers=aes256-ctr", "aes256-ctr")]
    public async Task OpenSsh_agrees_on_each_algorithm(string option, string named)
    {
        var (exit, output) = await ClientProcess.SshAsync(_router, ["quit"], Cancellation, "-v", "-o", option, "-o", "LogLevel=DEBUG1");

        Assert.True(exit == 0, output);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.Contains("Remote protocol version 2.0, remote software version -", output, StringComparison.Ordinal);
    }

    /// <summary>A client that asks for 1024 bits gets what the router's default allows.</summary>
    [Fact]
    public async Task The_group_exchange_never_goes_below_3072_bits()
    {
        var (exit, output) = await ClientProcess.SshAsync(
            _router, ["quit"], Cancellation, "-vv", "-o", "KexAlgorithms=diffie-hellman-group-exchange-sha256", "-o", "Ciphers=aes128-ctr", "-o", "LogLevel=DEBUG2");

        Assert.True(exit == 0, output);
        Assert.Matches(@"bits set: \d+/(3072|4096)\D", output);
    }

    [Fact]
    public async Task OpenSsh_logs_in_by_keyboard_interactive()
    {
        var (exit, output) = await ClientProcess.SshAsync(_router, ["quit"], Cancellation, "-o", "PreferredAuthentications=keyboard-interactive");

        Assert.True(exit == 0, output);
    }

    [Fact]
    public async Task A_script_that_ends_its_input_still_gets_its_long_output()
    {
        await using var router = await SimulatedRouter.StartAsync(
            new SimulatedRouterOptions { TelnetPort = null, Subscribers = 5_000, UsersPerQuestion = 0 }, cancellationToken: Cancellation);
        var (exit, output) = await ClientProcess.SshAsync(
            router, ["screen-length 0 temporary", "display access-user slot 1 brief", "quit"], Cancellation);

        Assert.True(exit == 0, output[^Math.Min(500, output.Length)..]);
        Assert.True(output.Length > router.Snapshot().BySlot[1] * 140, $"{output.Length} bytes");
    }

    [Fact]
    public async Task Exec_is_refused_as_on_the_router()
    {
        var (exit, output) = await ClientProcess.RunAsync(
            "sshpass",
            [
                "-p", _router.Options.Password, "ssh", "-p", _router.SshEndPoint!.Port.ToString(), "-F", "none", "-o", "StrictHostKeyChecking=no",
                "-o", "UserKnownHostsFile=/dev/null", $"{_router.Options.User}@127.0.0.1", "display version",
            ],
            null,
            Cancellation);

        Assert.NotEqual(0, exit);
        Assert.Contains("exec request failed", output, StringComparison.Ordinal);
        Assert.DoesNotContain("VRP", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        const int SshpassSawAnotherPrompt = 5;
        var before = _router.Snapshot().LoginsRefused;
        var (exit, output) = await ClientProcess.SshAsync(_router, "falsch", ["quit"], Cancellation);
        var after = _router.Snapshot().LoginsRefused;
        await _router.PlayAsync(new Scenario { Kind = ScenarioKind.UnlockAddresses }, Cancellation);

        Assert.Equal(SshpassSawAnotherPrompt, exit);
        Assert.Equal(before + 1, after);
        Assert.DoesNotContain("<HUAWEI", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_host_key_is_noticed()
    {
        using var folder = new TemporaryFolder();
        await using var router = await SimulatedRouter.StartAsync(
            new SimulatedRouterOptions { TelnetPort = null, Subscribers = 10, DataFolder = folder.Path }, cancellationToken: Cancellation);
        string[] remember = ["-o", $"UserKnownHostsFile={folder.File("known_hosts")}", "-o", "StrictHostKeyChecking=accept-new"];

        var first = await Ssh();
        var second = await Ssh();
        await router.PlayAsync(new Scenario { Kind = ScenarioKind.ChangeHostKey }, Cancellation);
        var changed = await Ssh();

        Assert.True(first.ExitCode == 0, first.Output);
        Assert.True(second.ExitCode == 0, second.Output);
        Assert.NotEqual(0, changed.ExitCode);
        Assert.Contains("Host key verification failed", changed.Output, StringComparison.Ordinal);

        Task<(int ExitCode, string Output)> Ssh() => ClientProcess.RunAsync(
            "sshpass",
            [
                "-p", router.Options.Password, "ssh", "-tt", "-p", router.SshEndPoint!.Port.ToString(), "-F", "none", .. remember,
                $"{router.Options.User}@127.0.0.1",
            ],
            "quit\r",
            Cancellation);
    }

    [Fact]
    public async Task Old_software_needs_old_algorithms()
    {
        await using var router = await SimulatedRouter.StartAsync(
            new SimulatedRouterOptions { TelnetPort = null, Subscribers = 10, LegacyAlgorithms = true }, cancellationToken: Cancellation);

        var (refusedExit, refused) = await ClientProcess.SshAsync(router, ["quit"], Cancellation, "-o", "LogLevel=INFO");
        var (exit, output) = await ClientProcess.SshAsync(router, ["display clock", "quit"], Cancellation, _onlyOldAlgorithms);

        Assert.NotEqual(0, refusedExit);
        Assert.Contains("no matching", refused, StringComparison.Ordinal);
        Assert.True(exit == 0, output);
        Assert.Contains("Time Zone(BRT)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Netmiko_looks_and_configures()
    {
        var (exit, output) = await ClientProcess.RunAsync(
            "/usr/bin/python3",
            [
                ScriptPath("netmiko_session.py"), "127.0.0.1", _router.SshEndPoint!.Port.ToString(), _router.Options.User, _router.Options.Password,
            ],
            null,
            Cancellation);

        Assert.True(exit == 0, output);
        Assert.Contains("PROMPT HUAWEI-BNG-01\n", output, StringComparison.Ordinal);
        Assert.Contains("Vista pelo netmiko", output, StringComparison.Ordinal);
        Assert.Contains("DONE", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_telnet_client_looks_pages_and_quits()
    {
        var (exit, output) = await ClientProcess.RunAsync(
            "expect",
            [
                "-f", ScriptPath("telnet_session.exp"), "127.0.0.1", _router.TelnetEndPoint!.Port.ToString(), _router.Options.User, _router.Options.Password,
            ],
            null,
            Cancellation);

        Assert.True(exit == 0, output);
        Assert.Contains("DONE", output, StringComparison.Ordinal);
    }

    private static string ScriptPath(string name) => RepositoryRoot.File("test", "Farol.Simulator.Tests", "Clients", name);

    /// <summary>One router for all clients.</summary>
    public sealed class Router : IAsyncLifetime
    {
        public SimulatedRouter Simulated { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Simulated = await SimulatedRouter.StartAsync(new SimulatedRouterOptions { Subscribers = 500 });

        public async ValueTask DisposeAsync()
        {
            var mistakes = Simulated.Snapshot().Mistakes;
            await Simulated.DisposeAsync();
            Assert.Empty(mistakes);
        }
    }
}
