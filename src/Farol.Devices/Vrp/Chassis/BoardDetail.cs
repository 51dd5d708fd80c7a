using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>"display device N": one board, power module or fan.</summary>
/// <remarks>Source: captures of a CX600-X3.</remarks>
public sealed record BoardDetail
{
    /// <summary>The slot of the title; null for power modules and fans, whose text does not name it.</summary>
    public string? Slot { get; init; }

    /// <summary>"Flexible Card Line Processing Unit(LPUF-51,2 sub-slots) E", or a power module's type.</summary>
    public string? Description { get; init; }

    /// <summary>"Normal", "NORMAL".</summary>
    public string? Status { get; init; }

    /// <summary>"Registered".</summary>
    public string? Register { get; init; }

    /// <summary>"PRESENT"; power modules and fans.</summary>
    public string? Online { get; init; }

    /// <summary>When the board started, in the router's own zone (the router calls it uptime).</summary>
    public DateTime? StartupTime { get; init; }

    /// <summary>Processor use in percent.</summary>
    public double? Cpu { get; init; }

    /// <summary>Memory use in percent.</summary>
    public double? Memory { get; init; }

    /// <summary>The resets that a main board remembers, newest first; also those of boards beside it.</summary>
    public ImmutableArray<BoardReset> Resets { get; init; } = [];

    /// <summary>The speeds of a fan module.</summary>
    public ImmutableArray<FanSpeed> Speeds { get; init; } = [];

    /// <summary>The sub-cards in it.</summary>
    public ImmutableArray<SubCard> Cards { get; init; } = [];
}
