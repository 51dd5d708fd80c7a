using Farol.Devices.Sessions;
using Farol.Devices.Telnet;
using Farol.Devices.Terminals;
using Farol.Devices.Tests.Ssh;
using Testing.Support;

namespace Farol.Devices.Tests.Sessions;

/// <summary>Login and commands on a real Telnet server.</summary>
public sealed class RouterOverTelnetTests : IDisposable
{
    private const string Login = """
        printf '\n*** <maintenance> at night ***\n<maintenance>\n\nLogin authentication\n\n\n'
        for try in 1 2 3; do
          printf 'Username:'; read -r user
          stty -echo; printf 'Password:'; read -r password; stty echo; printf '\n'
          [ "$user/$password" = 'farol/correct horse' ] && break
          printf 'Error: Username or password error.\n\n'
        done
        [ "$user/$password" = 'farol/correct horse' ] || exit 1

        """;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logs_in_behind_a_banner_and_reads()
    {
        await using var server = await StartAsync();
        await using var connection = Connect(server, "correct horse");

        var output = await connection.RunAsync(SessionLane.Polling, "display version", CommandBounds.Default, Stop);

        Assert.Equal("VRP (R) software\n<NE-1>\nuptime is 1 day\n", output.Text);
        Assert.Equal(("telnet", "<NE-1>"), (connection.Snapshot.Protocol, connection.Snapshot.Prompt?.Text));
        Assert.Equal(PagerState.Off, connection.Snapshot.Pager);
    }

    [Fact]
    public async Task A_wrong_password_is_sent_once()
    {
        await using var server = await StartAsync();
        await using var connection = Connect(server, "wrong horse");

        for (var i = 0; i < 3; i++)
        {
            var e = await Assert.ThrowsAsync<DeviceException>(
                () => connection.RunAsync(SessionLane.Polling, "display version", CommandBounds.Default, Stop));
            Assert.Equal(DeviceFault.LoginRefused, e.Fault);
            Assert.Contains("Username or password error", e.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, connection.Snapshot.FailuresInARow);
        Assert.Equal(CircuitState.Stopped, connection.Snapshot.Circuit);
    }

    public void Dispose() => _folder.Dispose();

    private Task<TestServer> StartAsync()
    {
        var script = _folder.File("router.sh");
        File.WriteAllText(script, Login + RouterScript.Text);
        return TestServer.AcceptLoopAsync("/usr/sbin/telnetd", $"--exec-login=/bin/bash {script}");
    }

    private static RouterConnection Connect(TestServer server, string password) => new(
        new TelnetShellConnector(new TelnetSettings { Host = "127.0.0.1", Port = server.Port }, TimeProvider.System),
        new() { Terminal = new TerminalSettings { Username = "farol", Password = password } }, TimeProvider.System, new Random(1));
}
