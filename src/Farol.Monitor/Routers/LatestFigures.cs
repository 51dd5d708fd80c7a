using Farol.Monitor.Pppoe;

namespace Farol.Monitor.Routers;

/// <summary>The last figures of a router that several features read; null or empty before the first poll.</summary>
internal sealed class LatestFigures
{
    public double? Cpu { get; set; }

    public double? Memory { get; set; }

    public double? Temperature { get; set; }

    public IReadOnlyList<DomainCount> Domains { get; set; } = [];
}
