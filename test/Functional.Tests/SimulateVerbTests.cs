using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Functional.Tests.Running;

namespace Functional.Tests;

/// <summary><c>farol simulate</c> as an operator uses it: started, logged in to, looked at, stopped.</summary>
public sealed class SimulateVerbTests
{
    private static readonly TimeSpan _loginDeadline = TimeSpan.FromSeconds(90);

    /// <summary>The promise is five seconds.</summary>
    private static readonly TimeSpan _stopDeadline = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenSsh_logs_in_the_control_port_answers_and_an_interrupt_ends_it_cleanly()
    {
        await using var simulator = await SimulatorChild.StartAsync("--subscribers", "300", "--sysname", "PRACA-BNG-07");

        var output = await SshAsync(simulator, "screen-length 0 temporary", "display version", "display bas-interface", "quit");
        Assert.Contains("<PRACA-BNG-07>display version", output, StringComparison.Ordinal);
        Assert.Contains("NetEngine 8000", output, StringComparison.Ordinal);
        Assert.Contains("BASIF is configured", output, StringComparison.Ordinal);

        await simulator.PlayAsync(new { kind = "mass_disconnect", return_seconds = 3600 });
        var state = await SimulatorControl.StateAsync(simulator.ControlPort);
        Assert.Equal("PRACA-BNG-07", state.GetProperty("sysname").GetString());
        Assert.InRange(state.GetProperty("online_total").GetInt32(), 0, 10);
        Assert.Empty(state.GetProperty("mistakes").EnumerateArray());

        Assert.Equal(0, await simulator.InterruptAsync(_stopDeadline));
        using var late = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(async () => await late.ConnectAsync("127.0.0.1", simulator.SshPort, Cancellation));
    }

    [Fact]
    public async Task An_open_session_does_not_hold_up_the_stop()
    {
        await using var simulator = await SimulatorChild.StartAsync("--subscribers", "100");
        using var terminal = new TcpClient();
        await terminal.ConnectAsync("127.0.0.1", simulator.TelnetPort, Cancellation);
        var stream = terminal.GetStream();
        Assert.NotEqual(0, await stream.ReadAsync(new byte[1024], Cancellation));

        Assert.Equal(0, await simulator.InterruptAsync(_stopDeadline));
    }

    /// <summary>OpenSSH's client with a terminal, typing <paramref name="lines"/>.</summary>
    private static async Task<string> SshAsync(SimulatorChild simulator, params string[] lines)
    {
        string[] arguments =
        [
            "-e", "ssh", "-tt", "-p", simulator.SshPort.ToString(CultureInfo.InvariantCulture), "-F", "none", "-o", "StrictHostKeyChecking=no",
            "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", $"{SimulatorChild.User}@127.0.0.1",
        ];
        var start = new ProcessStartInfo("sshpass", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SSHPASS"] = SimulatorChild.Password;
        using var ssh = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(_loginDeadline);
        try
        {
            var output = ssh.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = ssh.StandardError.ReadToEndAsync(limit.Token);
            await ssh.StandardInput.WriteAsync(string.Concat(lines.Select(line => line + "\r")));
            ssh.StandardInput.Close();
            await ssh.WaitForExitAsync(limit.Token);
            Assert.True(ssh.ExitCode == 0, await output + await errors);
            return await output;
        }
        finally
        {
            if (!ssh.HasExited)
            {
                ssh.Kill(entireProcessTree: true);
            }
        }
    }
}
