using System.Diagnostics;
using Farol.Devices.Ssh;
using Farol.Devices.Terminals;

namespace Farol.Bench.CommandOverhead;

/// <summary>What the monitor uses: an SSH shell and the terminal over it, prompt, echo and noise handled.</summary>
internal sealed class FarolClient : IClient
{
    private readonly Terminal _terminal;

    private FarolClient(Terminal terminal) => _terminal = terminal;

    public string Name => $"Farol, .NET {Environment.Version}";

    public static async Task<FarolClient> OpenAsync(Router router)
    {
        var settings = new SshSettings { Host = "127.0.0.1", Port = router.Port, Username = Router.User, Password = Router.Password };
        var shell = await new SshShellConnector(settings, new MemoryHostKeyPins(), TimeProvider.System).OpenAsync(CancellationToken.None);
        return new FarolClient(await Terminal.OpenAsync(shell, new TerminalSettings(), TimeProvider.System, CancellationToken.None));
    }

    public async Task<IReadOnlyList<double>> MillisecondsAsync(string command, int count)
    {
        var times = new List<double>(count);
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await _terminal.RunAsync(command, CommandBounds.Default, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }

    public ValueTask DisposeAsync() => _terminal.DisposeAsync();
}
