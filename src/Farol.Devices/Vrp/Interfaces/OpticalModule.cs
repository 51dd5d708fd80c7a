namespace Farol.Devices.Vrp.Interfaces;

/// <summary>One optical module.</summary>
public sealed record OpticalModule
{
    /// <summary>"ETH1/0/0".</summary>
    public required string Port { get; init; }

    /// <summary>"up" or "down".</summary>
    public required string Status { get; init; }

    public string? StatusReason { get; init; }

    /// <summary>"full".</summary>
    public string? Duplex { get; init; }

    /// <summary>"10G-10km-sfp+".</summary>
    public string? Type { get; init; }

    public double? WavelengthNanometers { get; init; }

    /// <summary>Received power; -40 is what the router prints for no light.</summary>
    public double? RxPowerDbm { get; init; }

    public double? TxPowerDbm { get; init; }

    /// <summary>"SingleMode".</summary>
    public string? Mode { get; init; }

    public string? VendorPn { get; init; }
}
