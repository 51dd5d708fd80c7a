using System.Diagnostics;
using Farol.Devices.Sessions;
using Farol.Devices.Terminals;
using Farol.Devices.Tests.Terminals;
using Testing.Support;

namespace Farol.Devices.Tests.Sessions;

public sealed class FaultInjectionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_thousand_faults_leave_nothing_behind() => InjectAsync(faults: 1000, seed: 20260115);

    [Fact, Trait(TestMarks.Duration, TestMarks.Long)]
    public Task Ten_thousand_faults_leave_nothing_behind() => InjectAsync(faults: 10_000, seed: 42);

    private static async Task InjectAsync(int faults, int seed)
    {
        var counts = new FaultCounts();
        var threads = Process.GetCurrentProcess().Threads.Count;
        var routers = Enumerable.Range(0, 16).Select(i => UseOneAsync(new Random(seed + i), counts, faults)).ToArray();
        var results = await Task.WhenAll(routers);

        Assert.True(counts.Injected >= faults, $"only {counts.Injected} faults");
        Assert.All(results, r => Assert.Equal(0, r.Router.Open));
        await Eventually.True(() => Volatile.Read(ref counts.Waiting) == 0, "no read or write waits any more");
        Assert.True(results.Sum(r => r.Good) > faults / 10, "hardly any command worked");
        Assert.Equal(0, results.Sum(r => r.Wrong));

        // The pool of the runtime may have grown by a few threads; one for each fault or terminal would be hundreds.
        var grown = Process.GetCurrentProcess().Threads.Count - threads;
        Assert.True(grown < 60, $"{grown} more threads than before");
    }

    private static async Task<(FakeRouter Router, int Good, int Wrong)> UseOneAsync(Random random, FaultCounts counts, int faults)
    {
        var router = new FakeRouter();
        var shellRandom = new Random(random.Next());
        router.Wrap = shell => new FaultyShell(shell, shellRandom, probability: 0.05, counts);
        var expected = string.Concat(Enumerable.Range(0, 40).Select(i => $"GE0/1/{i} up up\n"));
        router.Outputs["display interface brief"] = expected.Replace("\n", "\r\n", StringComparison.Ordinal);
        var settings = new RouterConnectionSettings
        {
            Terminal = new TerminalSettings
            {
                SettleTime = TimeSpan.Zero,
                OpenTimeout = TimeSpan.FromMilliseconds(60),
                StopGrace = TimeSpan.FromMilliseconds(60),
            },
            BackoffBase = TimeSpan.FromTicks(1),
            BackoffMax = TimeSpan.FromTicks(1),
            CloseTimeout = TimeSpan.FromMilliseconds(30),
        };
        var connection = new RouterConnection(router, settings, TimeProvider.System, new Random(random.Next()));
        var bounds = new CommandBounds { Timeout = TimeSpan.FromMilliseconds(60) };
        int good = 0, wrong = 0;
        for (var i = 0; Volatile.Read(ref counts.Injected) < faults; i++)
        {
            try
            {
                var lane = i % 3 == 0 ? SessionLane.People : SessionLane.Polling;
                var output = await connection.RunAsync(lane, "display interface brief", bounds, Stop);
                good++;
                wrong += LooksWhole(output.Text, expected) ? 0 : 1;
            }
            catch (DeviceException e) when (!e.IsRetryable && e.Fault != DeviceFault.UnexpectedQuestion)
            {
                // Garbage may even look like a question or a refusal; an operator would look and connect again.
                await connection.DisconnectAsync(Stop);
            }
            catch (DeviceException)
            {
                await ReconnectAsync(connection);
            }
        }

        await connection.DisposeAsync();
        return (router, good, wrong);
    }

    /// <summary>Garbage inside an output cannot be told from an output; but none may be cut short or be another command's.</summary>
    private static bool LooksWhole(string text, string expected) => text.Length >= expected.Length || text != expected[..text.Length];

    private static async Task ReconnectAsync(RouterConnection connection)
    {
        try
        {
            await connection.ConnectAsync(Stop);
        }
        catch (DeviceException)
        {
            // The next command tries again.
        }
    }
}
