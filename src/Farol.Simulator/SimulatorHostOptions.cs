namespace Farol.Simulator;

/// <summary>One or several simulated routers in a process, and the control port.</summary>
public sealed record SimulatorHostOptions
{
    public const int MaxRouters = 200;

    /// <summary>What the first router is like. The next ones get the next ports (where a port is not 0), the next number in their name and the next seed.</summary>
    public SimulatedRouterOptions Router { get; init; } = new();

    public int Routers { get; init; } = 1;

    /// <summary>Where scenarios are told, on loopback only; 0 lets the kernel pick, null opens none.</summary>
    public int? ControlPort { get; init; } = 0;

    /// <summary>Names the setting and the fix, or null when all is well.</summary>
    public string? Problem() => Routers is < 1 or > MaxRouters ? $"routers: 1 to {MaxRouters}" : Router.Problem();
}
