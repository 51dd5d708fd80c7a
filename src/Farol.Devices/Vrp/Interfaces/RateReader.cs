using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>
/// The rates of an interface: "Last 300 seconds input rate: 242275 bits/sec, 255 packets/sec" (or without the colon), peaks and utilisation.
/// "Realtime" lines and rates over 0 seconds are not means of anything and are passed over.
/// </summary>
internal sealed class RateReader
{
    public DirectionRates In { get; } = new();

    public DirectionRates Out { get; } = new();

    public int? IntervalSeconds { get; private set; }

    /// <summary>Takes the line if it is about rates.</summary>
    public bool TryTake(ReadOnlySpan<char> line)
    {
        if ((line[0] | 0x20) is not ('i' or 'o' or 'l' or 'r') && !char.IsAsciiDigit(line[0]))
        {
            return false;
        }

        if (line.Begins("Input bandwidth utilization") || line.Begins("Output bandwidth utilization"))
        {
            if (!line.Has("threshold"))
            {
                Direction(line).Utilization ??= Number.Percent(line[(line.IndexOf(':') + 1)..]);
            }

            return true;
        }

        if (line.Begins("Input peak rate") || line.Begins("Output peak rate"))
        {
            Peak(Direction(line), line);
            return true;
        }

        var isTimed = char.IsAsciiDigit(line[0]) || line.Begins("Realtime") || (line.Begins("Last ") && line.Length > 5 && char.IsAsciiDigit(line[5]));
        return isTimed && line.Has(" seconds ") && (line.Has("put rate") || line.Has("put utility rate")) && Rate(line);
    }

    private DirectionRates Direction(ReadOnlySpan<char> line) => line.Has("input") ? In : Out;

    private static void Peak(DirectionRates direction, ReadOnlySpan<char> line)
    {
        direction.PeakBps ??= NumberBefore(line, "bits/sec");
        if (line.TryAfter("Record time:", out var time))
        {
            direction.PeakTime ??= Moment.Local(time);
        }
    }

    private bool Rate(ReadOnlySpan<char> line)
    {
        var tokens = new TokenReader(line.Begins("Last ") ? line["Last ".Length..] : line);
        var interval = Number.Small(tokens.First());
        if (line.Begins("Realtime") || interval is null or 0)
        {
            return true;
        }

        var direction = Direction(line);
        if (line.Has("utility"))
        {
            direction.Utilization ??= Number.Percent(line[(line.LastIndexOf(':') + 1)..]);
            return true;
        }

        IntervalSeconds ??= interval;
        direction.Bps ??= NumberBefore(line, "bits/sec");
        direction.PacketsPerSecond ??= NumberBefore(line, "packets/sec");
        return true;
    }

    private static long? NumberBefore(ReadOnlySpan<char> line, string unit)
    {
        var at = line.IndexOf(unit, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : Number.Integer(new TokenReader(line[..at]).Last());
    }
}
