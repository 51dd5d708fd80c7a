namespace Farol.Simulator;

/// <summary>What is true of a simulated router now: the truth that a test compares the monitor's figures with.</summary>
public sealed record RouterSnapshot
{
    public required string Sysname { get; init; }

    public required DateTimeOffset RouterTime { get; init; }

    public required long UptimeSeconds { get; init; }

    public required int OnlineTotal { get; init; }

    public required int OnlineIpv4 { get; init; }

    public required int OnlineIpv6 { get; init; }

    public required int OnlineDualStack { get; init; }

    public required int PeakOnline { get; init; }

    public required DateTimeOffset PeakTime { get; init; }

    public required IReadOnlyDictionary<string, int> ByDomain { get; init; }

    public required IReadOnlyDictionary<int, int> BySlot { get; init; }

    public required IReadOnlyDictionary<int, int> ByVlan { get; init; }

    public required int CpuPercent { get; init; }

    /// <summary>Names of interfaces that are physically down.</summary>
    public required IReadOnlyList<string> InterfacesDown { get; init; }

    /// <summary>Terminals with a logged-in user.</summary>
    public required int SessionsOpen { get; init; }

    /// <summary>Connections that are open, logged in or not.</summary>
    public required int ConnectionsOpen { get; init; }

    /// <summary>Connections ever accepted.</summary>
    public required long ConnectionsAccepted { get; init; }

    public required long LoginsRefused { get; init; }

    /// <summary>Commands answered, by the full name of the command (keywords only).</summary>
    public required IReadOnlyDictionary<string, long> CommandsServed { get; init; }

    /// <summary>Mistakes of the simulator itself, with their traces: empty, or a test should fail.</summary>
    public required IReadOnlyList<string> Mistakes { get; init; }
}
