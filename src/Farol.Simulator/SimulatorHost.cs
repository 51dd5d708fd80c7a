using System.Globalization;
using Farol.Simulator.Control;
using Farol.Simulator.Ssh;

namespace Farol.Simulator;

/// <summary>The simulator as a process of its own runs it: routers and a control port.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly ControlPort? _control;

    private SimulatorHost(IReadOnlyList<SimulatedRouter> routers, int? controlPort, TimeProvider time)
    {
        Routers = routers;
        _control = controlPort is { } port ? new ControlPort(routers, port, time) : null;
    }

    public IReadOnlyList<SimulatedRouter> Routers { get; }

    /// <summary>TCP port on loopback, or null when there is none.</summary>
    public int? ControlPort => _control?.Port;

    /// <summary>One line for programs: <c>FAROL-SIMULATOR ssh=P[,P…] telnet=P[,P…] control=P</c>; a missing service has no value.</summary>
    public string ReadyLine => string.Create(
        CultureInfo.InvariantCulture,
        $"FAROL-SIMULATOR ssh={Ports(router => router.SshEndPoint?.Port)} telnet={Ports(router => router.TelnetEndPoint?.Port)} control={ControlPort}");

    /// <exception cref="ArgumentException">An option cannot work; the message names it.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">A port is taken.</exception>
    public static async Task<SimulatorHost> StartAsync(
        SimulatorHostOptions options, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        if (options.Problem() is { } problem)
        {
            throw new ArgumentException(problem);
        }

        time ??= TimeProvider.System;
        var keys = await Task.Run(() => SshHostKeys.Open(options.Router.DataFolder), cancellationToken);
        var routers = new List<SimulatedRouter>();
        try
        {
            for (var place = 0; place < options.Routers; place++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                routers.Add(SimulatedRouter.Start(Shift(options.Router, place), place == 0 ? keys : keys.Copy(), time));
            }

            return new SimulatorHost(routers, options.ControlPort, time);
        }
        catch
        {
            await DisposeAllAsync(routers);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_control is not null)
        {
            await _control.DisposeAsync();
        }

        await DisposeAllAsync(Routers);
    }

    private static async Task DisposeAllAsync(IEnumerable<SimulatedRouter> routers)
    {
        foreach (var router in routers)
        {
            await router.DisposeAsync();
        }
    }

    private static SimulatedRouterOptions Shift(SimulatedRouterOptions first, int by) => by == 0
        ? first
        : first with
        {
            Sysname = NextName(first.Sysname, by),
            Seed = first.Seed + by,
            SshPort = first.SshPort > 0 ? first.SshPort + by : first.SshPort,
            TelnetPort = first.TelnetPort > 0 ? first.TelnetPort + by : first.TelnetPort,
        };

    /// <summary>HUAWEI-BNG-01 becomes HUAWEI-BNG-02; a name without a number gets one.</summary>
    private static string NextName(string name, int by)
    {
        var stem = name.TrimEnd("0123456789".ToCharArray());
        var digits = name[stem.Length..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? stem + (number + by).ToString(new string('0', digits.Length), CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{name}-{by + 1}");
    }

    private string Ports(Func<SimulatedRouter, int?> port) => string.Join(',', Routers.Select(port).OfType<int>());
}
