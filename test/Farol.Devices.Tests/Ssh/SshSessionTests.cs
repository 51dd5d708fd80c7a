using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Testing.Support;

namespace Farol.Devices.Tests.Ssh;

public sealed class SshSessionTests(SshServers servers) : IClassFixture<SshServers>
{
    private const string Echo = "stty raw -echo; printf ready; exec cat";

    [Fact]
    public async Task The_words_before_a_close_are_read_and_then_the_end()
    {
        await using var server = await servers.ScriptedAsync("--after-shell=say-and-close");
        await using var shell = await SshServers.OpenAsync(SshServers.WithPassword(server));
        Assert.Equal("All user interfaces are used, please try later!\r\n", await shell.ReadToEndAsync());
        Assert.Equal(0, await shell.ReadAsync(new byte[10], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Standard_error_is_read_with_the_rest()
    {
        await using var server = await servers.ScriptedAsync("--after-shell=stderr");
        await using var shell = await SshServers.OpenAsync(SshServers.WithPassword(server));
        await shell.ReadUntilAsync("<NE8000>");
        await shell.SayAsync("oops");
        await shell.ReadUntilAsync("oops");
    }

    [Fact]
    public async Task Megabytes_pass_both_ways_at_once()
    {
        await using var server = await servers.OpenSshAsync(Echo);
        await using var shell = await SshServers.OpenAsync(servers.WithKey(server));
        await shell.ReadUntilAsync("ready");
        var sent = new byte[3_000_000];
        new Random(20260115).NextBytes(sent);
        var writing = Task.Run(() => shell.WriteAsync(sent, TestContext.Current.CancellationToken).AsTask(), TestContext.Current.CancellationToken);

        var received = new byte[sent.Length];
        for (var count = 0; count < received.Length;)
        {
            var more = await shell.ReadAsync(received.AsMemory(count), TestContext.Current.CancellationToken);
            Assert.True(more > 0, $"ended after {count} bytes");
            count += more;
        }

        await writing;
        Assert.True(sent.AsSpan().SequenceEqual(received), "the echo differs from what was sent");
    }

    [Fact]
    public async Task A_killed_server_is_a_lost_connection_and_no_orderly_end()
    {
        await using var server = await servers.ScriptedAsync();
        await using var shell = await SshServers.OpenAsync(SshServers.WithPassword(server));
        await shell.ReadUntilAsync("<NE8000>");
        using (var process = Process.GetProcessById(server.ProcessId))
        {
            process.Kill();
        }

        var failure = await Assert.ThrowsAsync<DeviceException>(shell.ReadToEndAsync);
        Assert.Equal(DeviceFault.ConnectionLost, failure.Fault);
        Assert.Contains($"127.0.0.1:{server.Port}", failure.Message, StringComparison.Ordinal);
        failure = await Assert.ThrowsAsync<DeviceException>(() => shell.SayAsync("x").AsTask());
        Assert.Equal(DeviceFault.ConnectionLost, failure.Fault);
    }

    [Fact]
    public async Task A_stopped_server_holds_neither_a_cancelled_read_nor_the_closing()
    {
        await using var server = await servers.ScriptedAsync();
        var shell = await SshServers.OpenAsync(SshServers.WithPassword(server));
        await shell.ReadUntilAsync("<NE8000>");
        Assert.Equal(0, Kill(server.ProcessId, Stop));
        using var cancelled = new CancellationTokenSource();
        var reading = shell.ReadAsync(new byte[10], cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        Assert.Equal(0, Kill(server.ProcessId, Continue));
        await shell.SayAsync("still here");
        await shell.ReadUntilAsync("still here");

        Assert.Equal(0, Kill(server.ProcessId, Stop));
        var clock = Stopwatch.StartNew();
        await shell.DisposeAsync();
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
        Assert.Equal(0, Kill(server.ProcessId, Continue));
    }

    [Fact]
    public async Task Abort_from_another_thread_ends_a_waiting_read()
    {
        await using var server = await servers.OpenSshAsync(Echo);
        await using var shell = await SshServers.OpenAsync(servers.WithKey(server));
        await shell.ReadUntilAsync("ready");
        var reading = Task.Run(shell.ReadToEndAsync, TestContext.Current.CancellationToken);
        shell.Abort();
        Assert.Equal(DeviceFault.ConnectionLost, (await Assert.ThrowsAsync<DeviceException>(() => reading)).Fault);
        Assert.Equal(DeviceFault.ConnectionLost, (await Assert.ThrowsAsync<DeviceException>(() => shell.SayAsync("x").AsTask())).Fault);
    }

    [Fact]
    public async Task Closing_ends_the_session_on_the_server_at_once()
    {
        var gone = servers.Path("gone");
        await using var server = await servers.OpenSshAsync($"trap 'touch {gone}' HUP; echo ready; cat; true");
        var shell = await SshServers.OpenAsync(servers.WithKey(server));
        await shell.ReadUntilAsync("ready");
        await shell.DisposeAsync();
        await shell.DisposeAsync();
        await Eventually.True(() => File.Exists(gone), "the hang-up that the server's shell gets");
    }

    [Fact]
    public async Task What_was_written_just_before_the_closing_still_arrives()
    {
        var record = servers.Path("record");
        await using var server = await servers.ScriptedAsync("--record", record);
        var shell = await SshServers.OpenAsync(SshServers.WithPassword(server));
        await shell.ReadUntilAsync("<NE8000>");
        await shell.SayAsync("quit\r");
        await shell.DisposeAsync();
        await Eventually.True(() => File.Exists(record) && File.ReadAllText(record) == "quit\r", "the last word");
    }

    [Fact]
    public async Task A_command_takes_no_part_of_a_timer()
    {
        await using var server = await servers.OpenSshAsync(Echo);
        await using var shell = await SshServers.OpenAsync(servers.WithKey(server));
        await shell.ReadUntilAsync("ready");
        var command = Encoding.ASCII.GetBytes("display clock\r");
        var buffer = new byte[64];
        var times = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await shell.WriteAsync(command, TestContext.Current.CancellationToken);
            for (var count = 0; count < command.Length;)
            {
                count += await shell.ReadAsync(buffer, TestContext.Current.CancellationToken);
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        TestContext.Current.TestOutputHelper!.WriteLine($"median {times[100]:0.000} ms, 99th {times[198]:0.000} ms");

        // Nagle's algorithm with a delayed acknowledgement would cost 40 ms, a timed poll at least its period.
        Assert.InRange(times[100], 0, 20);
    }

    private const int Stop = 19;
    private const int Continue = 18;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
