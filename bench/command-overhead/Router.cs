using System.Diagnostics;
using System.Globalization;
using Testing.Support;

namespace Farol.Bench.CommandOverhead;

/// <summary>The simulated router in a process of its own, answering at once.</summary>
internal sealed class Router : IDisposable
{
    public const string User = "farol";
    public const string Password = "farol-bench";

    private readonly Process _process;

    private Router(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static Router Start()
    {
        var start = new ProcessStartInfo(RepositoryRoot.File("src", "Farol", "bin", "Release", "net10.0", "farol"), ["simulate", "--user", User, "--subscribers", "2000", "--telnet-port", "-1"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["FAROL_SIMULATOR_PASSWORD"] = Password;
        var process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Split(' ').FirstOrDefault(part => part.StartsWith("ssh=", StringComparison.Ordinal)) is { } port)
            {
                return new Router(process, int.Parse(port["ssh=".Length..], CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException("The simulated router did not start: see above");
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
