using System.Net;
using System.Net.Sockets;
using System.Text;
using Farol.Devices.Telnet;
using Farol.Devices.Tests.Ssh;
using Testing.Support;

namespace Farol.Devices.Tests.Telnet;

public sealed class TelnetShellTests : IDisposable
{
    private const string Telnetd = "/usr/sbin/telnetd";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Talks_to_a_real_telnetd_through_login_prompts()
    {
        await using var server = await TelnetdAsync("""
            printf 'Login authentication\r\n\r\nUsername:'
            read user
            printf 'Password:'
            stty -echo
            read password
            printf '\r\n<%s> %s %s ' "$user/$password" "$(stty size)" "$TERM"
            stty raw
            echo ready
            exec cat
            """);
        await using var shell = await OpenAsync(server.Port);
        Assert.False(shell.IsAuthenticated);
        await shell.ReadUntilAsync("Username:");
        await shell.SayAsync("admin\r");
        await shell.ReadUntilAsync("Password:");
        await shell.SayAsync("secret\r");
        Assert.Contains("<admin/secret> 24 511 vt100 ready", await shell.ReadUntilAsync("ready"), StringComparison.OrdinalIgnoreCase);
        var bytes = Encoding.Latin1.GetString([.. Enumerable.Range(1, 255).Select(b => (byte)b)]);
        await shell.SayAsync($"begin{bytes}end");
        Assert.Contains($"begin{bytes}end", await shell.ReadUntilAsync("end"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_the_login_program_ends_the_shell()
    {
        await using var server = await TelnetdAsync("printf 'ready'; read word");
        await using var shell = await OpenAsync(server.Port);
        await shell.ReadUntilAsync("ready");
        await shell.SayAsync("quit\r");
        await shell.ReadToEndAsync();
        Assert.Equal(0, await shell.ReadAsync(new byte[10], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_port_where_nothing_listens_is_refused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var failure = await Assert.ThrowsAsync<DeviceException>(() => OpenAsync(port));
        Assert.Equal(DeviceFault.ConnectionRefused, failure.Fault);
        Assert.Contains($"127.0.0.1:{port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_connection_is_lost_and_not_an_orderly_end()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var shell = await OpenAsync(((IPEndPoint)listener.LocalEndpoint).Port);
        using (var router = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken))
        {
            router.LingerState = new LingerOption(true, 0);
        }

        var failure = await Assert.ThrowsAsync<DeviceException>(shell.ReadToEndAsync);
        Assert.Equal(DeviceFault.ConnectionLost, failure.Fault);
    }

    [Fact]
    public async Task Abort_ends_a_waiting_read_and_a_cancelled_read_leaves_the_shell_usable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var shell = await OpenAsync(((IPEndPoint)listener.LocalEndpoint).Port);
        using var router = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        using var cancelled = new CancellationTokenSource();
        var reading = shell.ReadAsync(new byte[10], cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        await router.SendAsync("still here"u8.ToArray(), TestContext.Current.CancellationToken);
        await shell.ReadUntilAsync("still here");
        var waiting = shell.ReadAsync(new byte[10], TestContext.Current.CancellationToken).AsTask();
        shell.Abort();
        Assert.Equal(DeviceFault.ConnectionLost, (await Assert.ThrowsAsync<DeviceException>(() => waiting)).Fault);
    }

    [Fact]
    public void Settings_say_what_is_wrong()
    {
        var errors = new TelnetSettings { Host = " ", Port = 0, ConnectTimeout = TimeSpan.Zero, Columns = 10, Rows = -1 }.Validate();
        Assert.Equal(["Host", "Port", "ConnectTimeout", "Columns", "Rows"], errors.Select(e => e.Split(':')[0]));
    }

    public void Dispose() => _folder.Dispose();

    private static Task<IShell> OpenAsync(int port) =>
        new TelnetShellConnector(new TelnetSettings { Host = "127.0.0.1", Port = port }, TimeProvider.System).OpenAsync(TestContext.Current.CancellationToken);

    private Task<TestServer> TelnetdAsync(string login)
    {
        var script = _folder.File("login.sh");
        File.WriteAllText(script, login);
        return TestServer.AcceptLoopAsync(Telnetd, $"--exec-login=/bin/bash {script}");
    }
}
