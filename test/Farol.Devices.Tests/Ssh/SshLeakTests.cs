using System.Diagnostics;
using System.Runtime.InteropServices;
using Farol.Devices.Ssh;
using Testing.Support;

namespace Farol.Devices.Tests.Ssh;

[Collection(nameof(AloneCollection))]
public sealed class SshLeakTests(SshServers servers) : IClassFixture<SshServers>
{
    /// <summary>A session of libssh is some tens of kilobytes; the runtime's own allocations move by less than this.</summary>
    private const int MaxNativeBytesEach = 5_000;

    private const int MaxNativeNoise = 50_000;

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0--\r\n")]
    public async Task Openings_given_up_before_the_keys_leave_nothing_behind(string said)
    {
        await using var router = LoopbackRouter.Silent(said);
        var settings = new SshSettings { Host = "127.0.0.1", Port = router.Port, Username = "admin", Password = "secret" };
        await AssertNothingStaysAsync(settings, count: 150, maxMilliseconds: 10, atOnce: 5);
    }

    [Fact]
    public async Task Openings_given_up_at_any_step_leave_nothing_behind()
    {
        await using var server = await servers.ScriptedAsync();
        await AssertNothingStaysAsync(SshServers.WithPassword(server), count: 40, maxMilliseconds: 300, atOnce: 4);
    }

    [Fact]
    public async Task Refused_logins_and_closed_shells_leave_nothing_behind()
    {
        await using var server = await servers.ScriptedAsync();
        await AssertNothingStaysAsync(SshServers.WithPassword(server), count: 20, maxMilliseconds: 100_000, atOnce: 3);
        await AssertNothingStaysAsync(SshServers.WithPassword(server, "wrong"), count: 20, maxMilliseconds: 100_000, atOnce: 3);
    }

    [Fact]
    public async Task A_flood_that_nobody_reads_stops_at_the_limits_and_the_shell_still_closes()
    {
        await using var server = await servers.OpenSshAsync("exec yes");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var shell = await SshServers.OpenAsync(servers.WithKey(server));
        await shell.ReadUntilAsync("y");
        await WaitUntilIdleAsync();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 4_000_000);
        await shell.ReadUntilAsync("y");
        var clock = Stopwatch.StartNew();
        await shell.DisposeAsync();
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    private static async Task AssertNothingStaysAsync(SshSettings settings, int count, int maxMilliseconds, int atOnce)
    {
        await OpenManyAsync(settings, count, maxMilliseconds, atOnce);
        await Eventually.True(() => Threads() == 0, "the end of every session's thread");
        var (descriptors, bytes) = (Descriptors(), NativeBytes());

        await OpenManyAsync(settings, count, maxMilliseconds, atOnce);
        await Eventually.True(() => Threads() == 0, "the end of every session's thread");
        await Eventually.True(() => Descriptors() <= descriptors, $"no more than {descriptors} descriptors");
        var most = bytes + MaxNativeNoise + ((long)count * MaxNativeBytesEach);
        await Eventually.True(() => NativeBytes() <= most, $"no more than {most} bytes of native memory");
    }

    private static async Task OpenManyAsync(SshSettings settings, int count, int maxMilliseconds, int atOnce)
    {
        var random = new Random(20260115);
        var limits = Enumerable.Range(0, count).Select(_ => random.Next(maxMilliseconds)).ToArray();

        await Parallel.ForEachAsync(
            limits,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (limit, _) => await OpenAndCloseAsync(settings, TimeSpan.FromMilliseconds(limit)));
    }

    private static async Task OpenAndCloseAsync(SshSettings settings, TimeSpan limit)
    {
        using var giveUp = new CancellationTokenSource(limit);
        try
        {
            await using var shell = await SshServers.OpenAsync(settings, cancellationToken: giveUp.Token);
            await shell.ReadAsync(new byte[100], giveUp.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or DeviceException)
        {
            // Given up, or refused: what it leaves behind is what is measured.
        }
    }

    /// <summary>Waits until this process has stopped working: its processor time stands still.</summary>
    private static async Task WaitUntilIdleAsync()
    {
        var last = TimeSpan.Zero;
        await Eventually.True(
            async () =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
                var now = Process.GetCurrentProcess().TotalProcessorTime;
                var isIdle = now - last < TimeSpan.FromMilliseconds(30);
                last = now;
                return isIdle;
            },
            "no more work in this process");
    }

    private static int Threads() =>
        Directory.GetDirectories("/proc/self/task").Count(task => Name(task).StartsWith("ssh 127.0.0.1", StringComparison.Ordinal));

    private static string Name(string task)
    {
        try
        {
            return File.ReadAllText($"{task}/comm");
        }
        catch (IOException)
        {
            // It has just ended.
            return "";
        }
    }

    private static int Descriptors() => Directory.GetFiles("/proc/self/fd").Length;

    /// <summary>What C code holds. The runtime's own part of an ended thread goes only with the collector.</summary>
    private static long NativeBytes()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return (long)MallocInformation().BytesInUse;
    }

    /// <summary><c>mallinfo2(3)</c>; the collector's memory is not in it.</summary>
    [DllImport("libc", EntryPoint = "mallinfo2")]
    private static extern MallocInfo MallocInformation();

    [StructLayout(LayoutKind.Sequential)]
    private struct MallocInfo
    {
        public nuint Arena;
        public nuint FreeChunks;
        public nuint FastChunks;
        public nuint MappedRegions;
        public nuint MappedBytes;
        public nuint Unused;
        public nuint FastBytes;
        public nuint BytesInUse;
        public nuint FreeBytes;
        public nuint TopBytes;
    }
}
