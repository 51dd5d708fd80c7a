using Farol.Monitor.Pppoe;

namespace Farol.Monitor.Routers;

/// <summary>The last figures of a router that several features read; null or empty before the first poll.</summary>
internal sealed class LatestFigures
{
    public double? Cpu { get; set; }

    public double? Memory { get; set; }

    public double? Temperature { get; set; }

    /// <summary>The slot with the busiest processor.</summary>
    public SlotLoad? WorstSlot { get; set; }

    /// <summary>Bits per second over the uplinks; null without marked ones.</summary>
    public double? TrafficIn { get; set; }

    /// <inheritdoc cref="TrafficIn"/>
    public double? TrafficOut { get; set; }

    public IReadOnlyList<DomainCount> Domains { get; set; } = [];
}
