using System.Diagnostics;
using System.Globalization;

namespace Farol.Bench.CommandOverhead;

/// <summary>A client in a process of its own, with its session open: it is told a count and a command and answers with nanoseconds.</summary>
internal sealed class Peer : IClient
{
    private static readonly TimeSpan _stopTimeout = TimeSpan.FromSeconds(5);
    private readonly Process _process;

    private Peer(string name, Process process) => (Name, _process) = (name, process);

    public string Name { get; }

    public static async Task<Peer> StartAsync(Router router, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, [.. arguments, router.Port.ToString(CultureInfo.InvariantCulture), Router.User])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["FAROL_BENCH_PASSWORD"] = Router.Password;
        var process = Process.Start(start)!;
        var name = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{program} did not start: see above");
        return new Peer(name, process);
    }

    public async Task<IReadOnlyList<double>> MillisecondsAsync(string command, int count)
    {
        await _process.StandardInput.WriteLineAsync($"{count} {command}");
        await _process.StandardInput.FlushAsync();
        var times = new List<double>(count);
        while (times.Count < count)
        {
            var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{Name} ended: see above");
            times.Add(long.Parse(line, CultureInfo.InvariantCulture) / 1e6);
        }

        return times;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(_stopTimeout);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
