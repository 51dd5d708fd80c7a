using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>One fan module.</summary>
public sealed record FanTray
{
    /// <summary>Its slot; null where the text masks it.</summary>
    public string? Slot { get; init; }

    public bool? Present { get; init; }

    public bool? Registered { get; init; }

    /// <summary>"AUTO", "NORMAL".</summary>
    public string? Status { get; init; }

    public ImmutableArray<FanSpeed> Speeds { get; init; } = [];
}
