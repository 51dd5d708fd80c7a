using System.Diagnostics;
using Farol.Devices.Sessions;
using Farol.Devices.Ssh;
using Farol.Devices.Terminals;
using Farol.Devices.Tests.Ssh;
using Testing.Support;

namespace Farol.Devices.Tests.Sessions;

/// <summary>Terminal and connection on a real OpenSSH server with a command line like a router's, written in shell.</summary>
public sealed class RouterOverSshTests(SshServers servers) : IClassFixture<SshServers>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Polls_people_hangs_and_a_killed_server()
    {
        var server = await StartAsync();
        await using var connection = Connect(server);
        await using (server)
        {
            var version = await connection.RunAsync(SessionLane.Polling, "display version", CommandBounds.Default, Stop);
            Assert.Equal("VRP (R) software\n<NE-1>\nuptime is 1 day\n", version.Text);
            var wrong = await connection.RunAsync(SessionLane.People, "frobnicate", CommandBounds.Default, Stop);
            Assert.Equal(CommandErrorKind.Unrecognized, wrong.Error?.Kind);
            var listing = await connection.RunAsync(SessionLane.Polling, "display long", CommandBounds.Default, Stop);
            Assert.Equal(string.Concat(Enumerable.Range(1, 20000).Select(i => $"{i}\n")), listing.Text);
            Assert.True((await connection.RunAsync(SessionLane.Polling, "display long", new CommandBounds { MaxBytes = 4096 }, Stop)).Truncated);

            var hang = await Assert.ThrowsAsync<DeviceException>(() => connection.RunAsync(
                SessionLane.Polling, "display hang", new CommandBounds { Timeout = TimeSpan.FromSeconds(0.3) }, Stop));
            Assert.Equal(DeviceFault.Timeout, hang.Fault);
            Assert.Equal(2, connection.Snapshot.OpenSessions);
            Assert.Equal(ConnectionState.Degraded, connection.Snapshot.State);
            Assert.Equal(3, (await connection.RunAsync(SessionLane.Polling, "display x", CommandBounds.Default, Stop)).Text.Count(c => c == '\n'));
        }

        await Eventually.True(() => connection.Snapshot.State == ConnectionState.Offline, "the end of the server is seen without asking");
    }

    [Fact]
    public async Task A_command_on_loopback_costs_far_less_than_a_millisecond_of_our_own()
    {
        await using var server = await StartAsync();
        await using var connection = Connect(server);
        await connection.RunAsync(SessionLane.Polling, "display version", CommandBounds.Default, Stop);
        var took = new List<double>();
        for (var i = 0; i < 300; i++)
        {
            var clock = Stopwatch.StartNew();
            await connection.RunAsync(SessionLane.Polling, "display version", CommandBounds.Default, Stop);
            took.Add(clock.Elapsed.TotalMilliseconds);
        }

        took.Sort();
        TestContext.Current.SendDiagnosticMessage($"p50 {took[150]:0.000} ms, p99 {took[297]:0.000} ms");
        Assert.True(took[150] < 10, $"median of {took[150]:0.00} ms: a timer or a delayed packet is on the way");
    }

    private Task<TestServer> StartAsync()
    {
        var script = servers.Path($"router.{Guid.NewGuid():N}");
        File.WriteAllText(script, RouterScript.Text);
        return servers.OpenSshAsync($"bash {script}");
    }

    private RouterConnection Connect(TestServer server) => new(
        new SshShellConnector(servers.WithKey(server), new MemoryHostKeyPins(), TimeProvider.System),
        new() { Terminal = new TerminalSettings() }, TimeProvider.System, new Random(1));
}
