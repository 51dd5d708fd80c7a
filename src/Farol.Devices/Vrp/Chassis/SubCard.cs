namespace Farol.Devices.Vrp.Chassis;

/// <summary>A sub-card of a board in "display device N".</summary>
public sealed record SubCard
{
    /// <summary>"PIC1".</summary>
    public required string Card { get; init; }

    /// <summary>The part name: "CR5D0L2XFE70".</summary>
    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Type { get; init; }

    public DateTime? StartupTime { get; init; }

    public int? PortCount { get; init; }
}
