namespace Farol.Devices.Vrp.Interfaces;

/// <summary>The rates of one direction while they are collected.</summary>
internal sealed class DirectionRates
{
    public long? Bps { get; set; }

    public long? PacketsPerSecond { get; set; }

    public double? Utilization { get; set; }

    public long? PeakBps { get; set; }

    public DateTime? PeakTime { get; set; }
}
