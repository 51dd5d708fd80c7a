using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Farol.Devices.Ssh;
using Farol.Devices.Ssh.Native;
using Testing.Support;

namespace Farol.Devices.Tests.Ssh;

public sealed class SshConnectTests
{
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task A_port_where_nothing_listens_is_refused()
    {
        var router = LoopbackRouter.Silent();
        await router.DisposeAsync();
        var failure = await SshServers.FailureAsync(To(router.Port));
        Assert.Equal(DeviceFault.ConnectionRefused, failure.Fault);
        Assert.True(failure.IsRetryable);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_unreachable()
    {
        var failure = await SshServers.FailureAsync(To(22) with { Host = "no-such-router.invalid" });
        Assert.Equal(DeviceFault.Unreachable, failure.Fault);
        Assert.Contains("does not resolve", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Linux leaves a connection to a full backlog without an answer, as a route into nowhere does.</summary>
    [Fact]
    public async Task A_host_that_never_answers_is_unreachable_after_its_limit()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        using var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await filler.ConnectAsync(listener.LocalEndPoint!, TestContext.Current.CancellationToken);

        var failure = await SshServers.FailureAsync(To(((IPEndPoint)listener.LocalEndPoint!).Port) with { ConnectTimeout = _short });
        Assert.Equal(DeviceFault.Unreachable, failure.Fault);
        Assert.Contains("did not answer within 0.2 s", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0--\r\n")]
    [InlineData("SSH-2.0--")]
    [InlineData("Welcome\r\nSSH-1.99--\r\n\0\0\u0001")]
    public async Task A_server_that_falls_silent_is_a_timeout(string said)
    {
        await using var router = LoopbackRouter.Silent(said);
        var failure = await SshServers.FailureAsync(To(router.Port) with { KeyExchangeTimeout = _short });
        Assert.Equal(DeviceFault.Timeout, failure.Fault);
        Assert.Contains("KeyExchangeTimeout", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", DeviceFault.TerminalsBusy, "before any word of SSH")]
    [InlineData("All user interfaces are used, please try later!\r\n", DeviceFault.TerminalsBusy, "All user interfaces are used")]
    [InlineData("Exceeded MaxStartups\r\n", DeviceFault.TerminalsBusy, "Exceeded MaxStartups")]
    [InlineData("Not allowed at this time.\r\n", DeviceFault.ConnectionLost, "Not allowed at this time.")]
    [InlineData("SSH-2.0--\r\n", DeviceFault.ConnectionLost, "during the key exchange")]
    public async Task A_server_that_closes_is_told_by_what_it_said(string said, DeviceFault fault, string message)
    {
        await using var router = LoopbackRouter.Saying(said);
        var failure = await SshServers.FailureAsync(To(router.Port));
        Assert.Equal(fault, failure.Fault);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_in_the_key_exchange_is_a_lost_connection()
    {
        await using var router = LoopbackRouter.Saying("SSH-2.0--\r\n", reset: true);
        Assert.Equal(DeviceFault.ConnectionLost, (await SshServers.FailureAsync(To(router.Port))).Fault);
    }

    [Fact]
    public async Task Garbage_in_the_key_exchange_is_an_error_and_not_a_crash()
    {
        var random = new Random(20260115);
        for (var i = 0; i < 30; i++)
        {
            var garbage = string.Concat(Enumerable.Range(0, random.Next(400)).Select(_ => (char)random.Next(256)));
            await using var router = LoopbackRouter.Saying("SSH-2.0--\r\n" + garbage);
            Assert.True((await SshServers.FailureAsync(To(router.Port))).Fault is DeviceFault.ConnectionLost or DeviceFault.AlgorithmMismatch);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_no_ssh_server_is_told_with_its_words(bool endless)
    {
        await using var router = LoopbackRouter.Silent(endless
            ? "HTTP/1.1 400 Bad Request " + new string('x', 5_000)
            : string.Concat(Enumerable.Repeat("HTTP/1.1 400 Bad Request\r\n", 100)));
        var failure = await SshServers.FailureAsync(To(router.Port));
        Assert.Equal(DeviceFault.Protocol, failure.Fault);
        Assert.Contains("HTTP/1.1 400 Bad Request", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.Message.Length < 700, failure.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0--\r\n")]
    public async Task A_cancelled_opening_ends_at_once(string said)
    {
        await using var router = LoopbackRouter.Silent(said);
        using var cancelled = new CancellationTokenSource();
        var opening = SshServers.OpenAsync(To(router.Port), cancellationToken: cancelled.Token);
        cancelled.CancelAfter(_short);
        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task The_limits_follow_the_given_clock()
    {
        await using var router = LoopbackRouter.Silent();
        var time = new ManualTime();
        var settings = To(router.Port) with { ConnectTimeout = TimeSpan.FromMinutes(5) };
        var opening = new SshShellConnector(settings, new MemoryHostKeyPins(), time).OpenAsync(TestContext.Current.CancellationToken);
        var seconds = 0;
        await Eventually.True(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                seconds++;
                return opening.IsCompleted;
            },
            "the end of the opening");
        var failure = await Assert.ThrowsAsync<DeviceException>(() => opening);
        Assert.Contains("KeyExchangeTimeout", failure.Message, StringComparison.Ordinal);
        Assert.True(seconds >= 30, $"ended after {seconds} s");
    }

    [Fact]
    public void A_missing_library_names_the_package()
    {
        Assert.Contains("apt-get install libssh-4", LibsshLibrary.Problem("libssh.so.99"), StringComparison.Ordinal);
        Assert.Null(LibsshLibrary.Problem(Libssh.Library));
    }

    [Fact]
    public async Task Settings_that_cannot_work_are_all_named_before_a_socket_is_opened()
    {
        var settings = new SshSettings
        {
            Host = "admin@router",
            Port = 70_000,
            Username = "",
            KeyExchangeAlgorithms = " ,",
            TrustedHostKey = "MD5:00:11",
            ShellTimeout = TimeSpan.Zero,
            Columns = 40,
        };
        var failure = await Assert.ThrowsAsync<DeviceException>(() => SshServers.OpenAsync(settings));
        Assert.Equal(DeviceFault.Settings, failure.Fault);
        Assert.Equal(
            ["Host", "Port", "Username", "Password", "KeyExchangeAlgorithms", "TrustedHostKey", "ShellTimeout", "Columns"],
            settings.Validate().Select(e => e.Split(':')[0]));
        Assert.All(settings.Validate(), error => Assert.Contains(error, failure.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1:22")]
    [InlineData("2001:db8::1", "[2001:db8::1]:22")]
    public void A_target_is_written_with_its_port(string host, string target) =>
        Assert.Equal(target, (To(22) with { Host = host }).Target);

    private static SshSettings To(int port) => new() { Host = "127.0.0.1", Port = port, Username = "admin", Password = "secret" };
}
