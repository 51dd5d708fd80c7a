using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Farol.Simulator.Tests;

/// <summary>What answering costs: the monitor's overhead is measured against it, so it must be small beside that.</summary>
[Collection(nameof(Alone))]
public sealed class CostTests
{
    private const int MaxBytesOfShortCommand = 32 * 1024; // 23 800 measured
    private const int MaxTimesOfListing = 10; // 8.1 measured, the 30 000 subscribers themselves included

    private static readonly byte[] _received = new byte[256 * 1024];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>
    /// The client of the same process allocates nothing that counts, so this bounds the server. Time belongs to <c>bench/command-overhead</c>;
    /// what a command allocates is the same on a busy machine.
    /// </summary>
    [Fact]
    public async Task A_short_command_allocates_little()
    {
        await using var router = await SimulatedRouter.StartAsync(
            new SimulatedRouterOptions { SshPort = null, Subscribers = 2_000 }, cancellationToken: Cancellation);
        using var socket = await LoginAsync(router);

        var each = Allocated(() => RoundTrip(socket, "display access-user online-total-number\r"));

        Assert.InRange(each, 1, MaxBytesOfShortCommand);
    }

    [Fact]
    public async Task A_listing_of_thirty_thousand_subscribers_allocates_by_its_length()
    {
        await using var router = await SimulatedRouter.StartAsync(
            new SimulatedRouterOptions { SshPort = null, Subscribers = 30_000, UsersPerQuestion = 0, Slots = 1 }, cancellationToken: Cancellation);
        using var socket = await LoginAsync(router);
        RoundTrip(socket, "screen-length 0 temporary\r");
        var bytes = 0;

        var each = Allocated(() => bytes = RoundTrip(socket, "display access-user slot 1 brief\r"), rounds: 3);

        Assert.True(bytes > router.Snapshot().OnlineTotal * 140, $"{bytes} bytes");
        Assert.InRange(each, bytes, MaxTimesOfListing * bytes);
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

    /// <summary>Bytes of managed memory a round, of the whole process: the least of several tries, for what else may run beside it.</summary>
    private static long Allocated(Action round, int rounds = 100)
    {
        round();
        var least = long.MaxValue;
        for (var count = 0; count < 5; count++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var n = 0; n < rounds; n++)
            {
                round();
            }

            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / rounds);
        }

        return least;
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
        socket.Send(Encoding.ASCII.GetBytes(typed));
        var total = 0;
        while (true)
        {
            var count = socket.Receive(_received);
            total += count;
            if (count == 0 || _received.AsSpan(0, count).EndsWith(prompt))
            {
                return total;
            }
        }
    }
}
