namespace Farol.Simulator;

/// <summary>One thing to happen to a router, and where. Properties that a kind does not use are ignored.</summary>
public sealed record Scenario
{
    public const int DefaultReturnSeconds = 300;

    public ScenarioKind Kind { get; init; }

    public int? Slot { get; init; }

    public string? Domain { get; init; }

    /// <summary>The outer (PE) VLAN.</summary>
    public int? Vlan { get; init; }

    public string? Interface { get; init; }

    /// <summary>Simulated seconds over which disconnected subscribers come back, evenly.</summary>
    public int ReturnSeconds { get; init; } = DefaultReturnSeconds;

    /// <summary>How long a rebooting router refuses connections.</summary>
    public int Seconds { get; init; } = 5;

    public int Milliseconds { get; init; }

    /// <summary>Bytes of the output that still go out before the fault.</summary>
    public int AfterBytes { get; init; } = 200;

    /// <summary>How many commands the fault strikes; 0 means until <see cref="ScenarioKind.Calm"/>.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Strikes only commands that begin so, such as "display version"; null strikes any.</summary>
    public string? Command { get; init; }
}
