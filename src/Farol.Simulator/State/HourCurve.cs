namespace Farol.Simulator.State;

/// <summary>How an hour of the day of a Brazilian residential provider looks: lowest at 5 h, highest at 21 h.</summary>
internal static class HourCurve
{
    private const int PeakHour = 21;

    private static readonly double[] _online =
    [
        0.84, 0.78, 0.73, 0.69, 0.66, 0.65, 0.67, 0.71, 0.75, 0.78, 0.80, 0.82,
        0.84, 0.84, 0.84, 0.85, 0.86, 0.89, 0.92, 0.95, 0.97, 0.98, 0.95, 0.90,
    ];

    private static readonly double[] _traffic =
    [
        0.55, 0.38, 0.26, 0.19, 0.15, 0.14, 0.17, 0.25, 0.36, 0.45, 0.50, 0.55,
        0.62, 0.60, 0.58, 0.60, 0.63, 0.68, 0.76, 0.88, 0.96, 1.00, 0.92, 0.75,
    ];

    /// <summary>The part of all customers that is online, 0 to 1.</summary>
    public static double Online(DateTimeOffset local) => At(_online, local);

    /// <summary>The last busiest hour before <paramref name="local"/>.</summary>
    public static DateTimeOffset LastPeak(DateTimeOffset local)
    {
        var today = local.AddHours(PeakHour - local.TimeOfDay.TotalHours);
        return today <= local ? today : today.AddDays(-1);
    }

    /// <summary>How much an online customer uses, 1 at the busiest hour.</summary>
    public static double Traffic(DateTimeOffset local) => At(_traffic, local);

    private static double At(double[] hours, DateTimeOffset local)
    {
        var hour = local.TimeOfDay.TotalHours;
        var before = (int)hour;
        var part = hour - before;
        return (hours[before] * (1 - part)) + (hours[(before + 1) % 24] * part);
    }
}
