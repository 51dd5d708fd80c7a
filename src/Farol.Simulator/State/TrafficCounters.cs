namespace Farol.Simulator.State;

/// <summary>Octets, packets and rates of an interface. In is what the router receives.</summary>
internal sealed class TrafficCounters
{
    /// <summary>The router averages rates over 300 seconds.</summary>
    private const double WindowSeconds = 300;

    private const double BytesPerPacketIn = 640;
    private const double BytesPerPacketOut = 1_080;

    public double InBytes { get; private set; }

    public double OutBytes { get; private set; }

    public double InBitsPerSecond { get; private set; }

    public double OutBitsPerSecond { get; private set; }

    public double PeakInBitsPerSecond { get; private set; }

    public double PeakOutBitsPerSecond { get; private set; }

    public DateTimeOffset? PeakInTime { get; private set; }

    public DateTimeOffset? PeakOutTime { get; private set; }

    public DateTimeOffset? Cleared { get; private set; }

    public long InErrors { get; private set; }

    public long OutErrors { get; private set; }

    public ulong InPackets => (ulong)(InBytes / BytesPerPacketIn);

    public ulong OutPackets => (ulong)(OutBytes / BytesPerPacketOut);

    public double InPacketsPerSecond => InBitsPerSecond / 8 / BytesPerPacketIn;

    public double OutPacketsPerSecond => OutBitsPerSecond / 8 / BytesPerPacketOut;

    /// <summary>Lets <paramref name="seconds"/> pass at the given rates.</summary>
    public void Advance(double seconds, double inBitsPerSecond, double outBitsPerSecond, DateTimeOffset now)
    {
        InBytes += inBitsPerSecond * seconds / 8;
        OutBytes += outBitsPerSecond * seconds / 8;
        var part = 1 - Math.Exp(-seconds / WindowSeconds);
        InBitsPerSecond += (inBitsPerSecond - InBitsPerSecond) * part;
        OutBitsPerSecond += (outBitsPerSecond - OutBitsPerSecond) * part;
        if (InBitsPerSecond > PeakInBitsPerSecond)
        {
            PeakInBitsPerSecond = InBitsPerSecond;
            PeakInTime = now;
        }

        if (OutBitsPerSecond > PeakOutBitsPerSecond)
        {
            PeakOutBitsPerSecond = OutBitsPerSecond;
            PeakOutTime = now;
        }
    }

    /// <summary>Starts with a history, as an interface that has been up for long.</summary>
    public void Preset(double seconds, double inBitsPerSecond, double outBitsPerSecond, long inErrors)
    {
        const double HalfDayOnAverage = 0.55;
        InBytes = inBitsPerSecond * HalfDayOnAverage * seconds / 8;
        OutBytes = outBitsPerSecond * HalfDayOnAverage * seconds / 8;
        InBitsPerSecond = inBitsPerSecond;
        OutBitsPerSecond = outBitsPerSecond;
        InErrors = inErrors;
        OutErrors = inErrors / 9;
    }

    public void Clear(DateTimeOffset? at)
    {
        InBytes = OutBytes = 0;
        InErrors = OutErrors = 0;
        PeakInBitsPerSecond = PeakOutBitsPerSecond = 0;
        PeakInTime = PeakOutTime = null;
        Cleared = at;
    }

    public void ForgetRates() => InBitsPerSecond = OutBitsPerSecond = 0;
}
