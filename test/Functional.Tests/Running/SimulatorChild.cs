using System.Diagnostics;
using System.Globalization;
using Testing.Support;

namespace Functional.Tests.Running;

/// <summary>A pretend router started by hand, as an operator would to try the program on.</summary>
internal sealed class SimulatorChild : IAsyncDisposable
{
    public const string User = "monitor";
    public const string Password = "secret-of-the-router";

    private readonly Process _process;
    private readonly Dictionary<string, int> _ports;

    private SimulatorChild(Process process, Dictionary<string, int> ports)
    {
        _process = process;
        _ports = ports;
    }

    public int SshPort => _ports["ssh"];

    public int TelnetPort => _ports["telnet"];

    public int ControlPort => _ports["control"];

    public static async Task<SimulatorChild> StartAsync(params string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var start = new ProcessStartInfo(RepositoryRoot.File("src", "Farol", "bin", configuration, "net10.0", "farol"))
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in new[] { "simulate", "--user", User }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["FAROL_SIMULATOR_PASSWORD"] = Password;
        start.Environment["FAROL_STOP_WITH_STDIN"] = "1";
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? "";
        var ports = line.Split(' ').Skip(1).Select(p => p.Split('=', 2)).Where(p => p.Length == 2 && int.TryParse(p[1], out _))
            .ToDictionary(p => p[0], p => int.Parse(p[1], CultureInfo.InvariantCulture));
        Assert.True(ports.ContainsKey("ssh") && ports.ContainsKey("control"), "The simulator said: " + line);
        return new SimulatorChild(process, ports);
    }

    public Task PlayAsync(object scenario) => SimulatorControl.PlayAsync(ControlPort, scenario);

    /// <summary>Sends what Ctrl+C sends.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> InterruptAsync(TimeSpan deadline)
    {
        FarolProcess.Interrupt(_process);
        using var limit = new CancellationTokenSource(deadline);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async Task StopAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>The settings that point Farol at this router.</summary>
    public Dictionary<string, string> Settings(string protocol = "ssh") => new()
    {
        ["ROUTER_HOST"] = "127.0.0.1",
        ["ROUTER_PORT"] = (protocol == "ssh" ? SshPort : TelnetPort).ToString(CultureInfo.InvariantCulture),
        ["ROUTER_PROTOCOL"] = protocol,
        ["ROUTER_USERNAME"] = User,
        ["ROUTER_PASSWORD"] = Password,
        ["BG_UPDATE_INTERVAL_ONLINE"] = "1",
    };

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
    }
}
