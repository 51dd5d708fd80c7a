namespace Farol.Devices.Vrp.Chassis;

/// <summary>A power module in "display power environment-info".</summary>
public sealed record PowerModule
{
    /// <summary>"PM3".</summary>
    public required string Module { get; init; }

    /// <summary>"Present".</summary>
    public string? Online { get; init; }

    /// <summary>"Normal" or "Abnormal".</summary>
    public string? Status { get; init; }

    public double? InputVolts { get; init; }

    public double? InputAmperes { get; init; }

    public double? InputWatts { get; init; }

    public double? OutputVolts { get; init; }

    public double? OutputAmperes { get; init; }

    public double? OutputWatts { get; init; }

    /// <summary>"ON" or "OFF".</summary>
    public string? OutputStatus { get; init; }
}
