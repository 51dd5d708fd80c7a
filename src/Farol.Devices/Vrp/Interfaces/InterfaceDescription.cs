namespace Farol.Devices.Vrp.Interfaces;

/// <summary>One interface with its description. Names are short here: "GE1/0/0".</summary>
public sealed record InterfaceDescription
{
    public required string Name { get; init; }

    /// <summary>Physical state: "up" or "down"; null where the table has no such column, as in old versions.</summary>
    public required string? Status { get; init; }

    /// <summary>Why, in the legend's words.</summary>
    public string? StatusReason { get; init; }

    /// <summary>Protocol state: "up" or "down".</summary>
    public string? Protocol { get; init; }

    public string? ProtocolReason { get; init; }

    /// <summary>Null when the interface has none.</summary>
    public string? Description { get; init; }

    /// <summary>The speed printed behind the name.</summary>
    public long? SpeedBps { get; init; }
}
