using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Farol.Access.Accounts;
using Farol.Monitor.Routers;

namespace Farol.Simulation;

/// <summary>The simulated router of <c>farol run</c>: a process of its own, reached over real SSH like any other.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    private const string Marker = "FAROL-SIMULATOR";
    private const string User = "farol";
    private const string ChangeUser = "farol-change";
    private static readonly TimeSpan _startTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _stopTimeout = TimeSpan.FromSeconds(2);

    private readonly Process _process;

    private SimulatorProcess(Process process, RouterDefinition router, int controlPort)
    {
        _process = process;
        Router = router;
        ControlPort = controlPort;
    }

    /// <summary>How to watch it.</summary>
    public RouterDefinition Router { get; }

    /// <summary>Where scenarios are asked for, on loopback.</summary>
    public int ControlPort { get; }

    /// <exception cref="InvalidOperationException">It did not come up; the text says what it printed.</exception>
    public static async Task<SimulatorProcess> StartAsync(string dataFolder, TimeProvider time, CancellationToken cancellationToken)
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (var argument in new[] { "simulate", "--user", User, "--change-user", ChangeUser, "--data", Path.Combine(dataFolder, "simulator") })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["FAROL_SIMULATOR_PASSWORD"] = password;
        start.Environment["FAROL_SIMULATOR_CHANGE_PASSWORD"] = password;
        // However this process ends, its end of the pipe closes and the simulator goes with it.
        start.Environment[StandardInput.StopVariable] = "1";
        var process = Process.Start(start) ?? throw new InvalidOperationException("The simulator could not be started");
        var line = await FirstLineAsync(process, time, cancellationToken);
        var ports = Ports(line);
        return new SimulatorProcess(process, Definition(ports["ssh"], password), ports["control"]);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            using var limit = new CancellationTokenSource(_stopTimeout);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }
        catch (IOException)
        {
            // It is gone already.
        }

        _process.Dispose();
    }

    private static async Task<string> FirstLineAsync(Process process, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is { } text && errors.Count < 20)
            {
                errors.Add(text);
            }
        };
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(_startTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (await process.StandardOutput.ReadLineAsync(both.Token) is { } line)
        {
            if (line.StartsWith(Marker, StringComparison.Ordinal))
            {
                // Read on for nobody, so that the pipe never fills.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return line;
            }
        }

        throw new InvalidOperationException("The simulated router did not start: " + string.Join(" ", errors));
    }

    private static Dictionary<string, int> Ports(string line) => line.Split(' ').Skip(1)
        .Select(p => p.Split('=', 2))
        .Where(p => p.Length == 2 && int.TryParse(p[1], CultureInfo.InvariantCulture, out _))
        .ToDictionary(p => p[0], p => int.Parse(p[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static RouterDefinition Definition(int port, string password) => new()
    {
        Id = "simulated",
        TenantId = PlatformTenant.Id,
        Name = "NE8000 M8 (simulado)",
        Host = "127.0.0.1",
        Port = port,
        Protocol = RouterProtocol.Ssh,
        Username = User,
        Password = password,
        ChangeUsername = ChangeUser,
        ChangePassword = password,
        Uplinks = ["*100GE*"],
        ManagedBy = "the simulator",
        IsSimulated = true,
    };
}
