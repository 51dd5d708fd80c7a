namespace Farol.Devices.Vrp.Interfaces;

/// <summary>"display interface phy-option": the physical side of one port.</summary>
/// <remarks>Source: VRP V800R012 reference.</remarks>
public sealed record InterfacePhyOption
{
    /// <summary>"GigabitEthernet1/0/0", "Pos1/0/0".</summary>
    public required string Name { get; init; }

    /// <summary>"up" or "down".</summary>
    public required string Status { get; init; }

    /// <summary>"transceiver offline"; null for "none".</summary>
    public string? StatusReason { get; init; }

    /// <summary>"none", "local".</summary>
    public string? Loopback { get; init; }

    /// <summary>"full-duplex".</summary>
    public string? Duplex { get; init; }

    /// <summary>"enable" or "disable".</summary>
    public string? Negotiation { get; init; }

    public double? RxPowerDbm { get; init; }

    public double? TxPowerDbm { get; init; }

    public Transceiver? Transceiver { get; init; }
}
