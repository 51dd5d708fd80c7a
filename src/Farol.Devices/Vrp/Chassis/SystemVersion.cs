using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display version", or "display version slot N", where only <see cref="Boards"/> is known.</summary>
/// <remarks>Source: captures of NE8000 M8, NE40E-X8A, CX600-X3, AR; VRP V800R012 reference.</remarks>
public sealed record SystemVersion
{
    /// <summary>The platform's own number: "8.231", "5.170".</summary>
    public string? VrpVersion { get; init; }

    /// <summary>The product in the version line: "NetEngine 8000", "NE40E", "ATN 910C-B".</summary>
    public string? Product { get; init; }

    /// <summary>"V800R023C10SPC500".</summary>
    public string? SoftwareVersion { get; init; }

    /// <summary>"NetEngine 8000 M8", "NE40E-X8A".</summary>
    public string? Model { get; init; }

    /// <summary>"V800R021SPH016"; null when no patch line is printed.</summary>
    public string? PatchVersion { get; init; }

    /// <summary>As printed: "72 days, 15 hours, 51 minutes".</summary>
    public string? Uptime { get; init; }

    public long? UptimeSeconds { get; init; }

    public ImmutableArray<BoardVersion> Boards { get; init; } = [];
}
