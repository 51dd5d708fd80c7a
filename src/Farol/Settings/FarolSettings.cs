using Farol.Access;
using Farol.Control;
using Farol.Gateways;
using Farol.Live;
using Farol.Monitor;
using Farol.Monitor.Routers;
using Farol.Store;
using Farol.Telemetry.Logging;

namespace Farol.Settings;

/// <summary>Everything that was set, validated, for one start of the program.</summary>
internal sealed record FarolSettings
{
    /// <summary>HOST: the address that the listeners bind.</summary>
    public required string Host { get; init; }

    /// <summary>PORT, with the offset: monitor, dashboard, API.</summary>
    public required int Port { get; init; }

    /// <summary>Whether the control plane is a part of this process.</summary>
    public required bool RunsControl { get; init; }

    /// <summary>CONTROL_PORT, with the offset: the control plane's API and sockets.</summary>
    public required int ControlPort { get; init; }

    /// <summary>ADMIN_PORT, with the offset: the whole installation, for its administrators.</summary>
    public required int AdminPort { get; init; }

    /// <summary>CONSOLE_PORT, with the offset: the console and every API.</summary>
    public required int ConsolePort { get; init; }

    /// <summary>METRICS_PORT, with the offset.</summary>
    public required int MetricsPort { get; init; }

    /// <summary>LOG_LEVEL, LOG_FILE, DEBUG.</summary>
    public required LogOptions Log { get; init; }

    public required StoreOptions Store { get; init; }

    public required AccessOptions Access { get; init; }

    public required LiveOptions Live { get; init; }

    /// <summary>FAROL_REGISTRATION and more.</summary>
    public required ControlOptions Control { get; init; }

    public required MonitorOptions Monitor { get; init; }

    /// <summary>Routers from the settings and the file. Empty: the simulated one is started, if that is allowed.</summary>
    public required IReadOnlyList<RouterDefinition> Routers { get; init; }

    public required bool StartSimulator { get; init; }

    /// <summary>What the gateway's process is given.</summary>
    public required GatewaySettings Gateway { get; init; }
}
