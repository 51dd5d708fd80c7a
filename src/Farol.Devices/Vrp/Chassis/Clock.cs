namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display clock".</summary>
/// <remarks>Source: VRP V800R012 reference.</remarks>
public sealed record Clock
{
    /// <summary>The router's wall clock.</summary>
    public DateTime LocalTime { get; init; }

    /// <summary>The same as a moment, when the text gives the offset.</summary>
    public DateTimeOffset? Time { get; init; }

    public int? UtcOffsetMinutes { get; init; }

    /// <summary>"Tuesday".</summary>
    public string? Weekday { get; init; }

    /// <summary>"BJ".</summary>
    public string? TimeZone { get; init; }

    /// <summary>The name of the daylight saving rule; null when there is none.</summary>
    public string? DaylightSavingName { get; init; }

    /// <summary>True when the shown time is daylight saving time ("DST" behind it).</summary>
    public bool DaylightSavingActive { get; init; }
}
