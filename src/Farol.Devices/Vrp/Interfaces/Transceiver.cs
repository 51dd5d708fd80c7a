using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>The optical module of a port as "display interface" and "display interface phy-option" print it.</summary>
public sealed record Transceiver
{
    /// <summary>False for "Optical transceiver is offline!"; null when nothing is said.</summary>
    public bool? Online { get; init; }

    public string? VendorName { get; init; }

    public string? VendorPn { get; init; }

    /// <summary>"SingleMode", "MultiMode".</summary>
    public string? Mode { get; init; }

    public long? MaxSpeedBps { get; init; }

    public double? WavelengthNanometers { get; init; }

    public double? DistanceMeters { get; init; }

    public double? RxPowerLowDbm { get; init; }

    public double? RxPowerHighDbm { get; init; }

    public double? TxPowerLowDbm { get; init; }

    public double? TxPowerHighDbm { get; init; }

    /// <summary>The lanes of a module that has several; empty for one that has a single light, whose power stands beside the module.</summary>
    public ImmutableArray<TransceiverLane> Lanes { get; init; } = [];
}
