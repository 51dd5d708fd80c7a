using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Farol.Simulator.Tests;

/// <summary>What answering costs: the monitor's overhead is measured against it, so it must be small beside that.</summary>
public sealed class CostTests
{
    private const int Commands = 300;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>
    /// A client of the same process does almost nothing, so a command's round trip bounds the server's cost from above. The best of
    /// several rounds is what it costs when nothing else runs.
    /// </summary>
    [Fact]
    public async Task A_short_command_costs_less_than_a_third_of_a_millisecond()
    {
        await using var router = await SimulatedRouter.StartAsync(
            new SimulatedRouterOptions { SshPort = null, Subscribers = 2_000 }, cancellationToken: Cancellation);
        using var socket = await LoginAsync(router);
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < 10; round++)
        {
            var clock = Stopwatch.StartNew();
            for (var count = 0; count < Commands; count++)
            {
                RoundTrip(socket, "display access-user online-total-number\r");
            }

            best = clock.Elapsed < best ? clock.Elapsed : best;
        }

        var each = best / Commands;
        TestContext.Current.SendDiagnosticMessage($"a command over Telnet: {each.TotalMicroseconds:0} µs");
        Assert.True(each < TimeSpan.FromMilliseconds(0.3), $"{each.TotalMilliseconds:0.000} ms a command");
    }

    [Fact]
    public async Task Thirty_thousand_subscribers_are_listed_well_within_a_second()
    {
        await using var router = await SimulatedRouter.StartAsync(
            new SimulatedRouterOptions { SshPort = null, Subscribers = 30_000, UsersPerQuestion = 0, Slots = 1 }, cancellationToken: Cancellation);
        using var socket = await LoginAsync(router);
        RoundTrip(socket, "screen-length 0 temporary\r");
        var best = TimeSpan.MaxValue;
        var bytes = 0;
        for (var round = 0; round < 5; round++)
        {
            var clock = Stopwatch.StartNew();
            bytes = RoundTrip(socket, "display access-user slot 1 brief\r");
            best = clock.Elapsed < best ? clock.Elapsed : best;
        }

        TestContext.Current.SendDiagnosticMessage($"{bytes} bytes in {best.TotalMilliseconds:0} ms");
        Assert.True(bytes > router.Snapshot().OnlineTotal * 140, $"{bytes} bytes");
        Assert.True(best < TimeSpan.FromSeconds(0.7), $"{best.TotalMilliseconds:0} ms");
    }

    [Fact]
    public async Task Thinking_time_is_kept()
    {
        await using var router = await SimulatedRouter.StartAsync(
            new SimulatedRouterOptions { SshPort = null, Subscribers = 10, ThinkingTime = TimeSpan.FromMilliseconds(20) }, cancellationToken: Cancellation);
        using var socket = await LoginAsync(router);
        var clock = Stopwatch.StartNew();
        for (var count = 0; count < 10; count++)
        {
            RoundTrip(socket, "display esn\r");
        }

        Assert.True(clock.ElapsedMilliseconds >= 200, $"{clock.ElapsedMilliseconds} ms for ten commands of 20 ms");
    }

    private static async Task<Socket> LoginAsync(SimulatedRouter router)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(router.TelnetEndPoint!, Cancellation);
        RoundTrip(socket, $"{router.Options.User}\r{router.Options.Password}\r");
        return socket;
    }

    /// <summary>Blocking on purpose: no scheduler stands between the two ends.</summary>
    private static int RoundTrip(Socket socket, string typed)
    {
        var prompt = "<HUAWEI-BNG-01>"u8;
        var buffer = new byte[256 * 1024];
        socket.Send(Encoding.ASCII.GetBytes(typed));
        var total = 0;
        while (true)
        {
            var count = socket.Receive(buffer);
            total += count;
            if (count == 0 || buffer.AsSpan(0, count).EndsWith(prompt))
            {
                return total;
            }
        }
    }
}
