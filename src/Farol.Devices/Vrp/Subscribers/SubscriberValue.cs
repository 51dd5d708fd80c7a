using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Values of a session's description that are more than a word.</summary>
internal static class SubscriberValue
{
    private const int MaxFramedRoutes = 64;

    /// <summary>"(2,1638966608)": two halves of 32 bits. A lone number is taken as it is.</summary>
    public static ulong? HighLow(ReadOnlySpan<char> text)
    {
        var pair = text.TrimBlanks().Trim("()");
        var comma = pair.IndexOf(',');
        if (comma < 0)
        {
            return Number.Integer(pair) is { } whole and >= 0 ? (ulong)whole : null;
        }

        var high = Number.Integer(pair[..comma]);
        var low = Number.Integer(pair[(comma + 1)..]);
        return high is >= 0 and <= uint.MaxValue && low is >= 0 and <= uint.MaxValue ? ((ulong)high << 32) | (ulong)low : null;
    }

    /// <summary>
    /// "13500 kbyte/min", "1200 kbit/s", "10240(kbps)". A kbyte of traffic is 1024 bytes, a kbit 1000 bits; without a unit it is unknown.
    /// </summary>
    public static long? BitsPerSecond(ReadOnlySpan<char> text)
    {
        if (Number.LeadingInteger(text) is not { } value || value < 0)
        {
            return null;
        }

        var unit = text.TrimBlanks().TrimStart("0123456789").Trim(" \t()");
        var isByte = unit.Has("byte");
        double scale = unit.IsEmpty ? 0 : char.ToLowerInvariant(unit[0]) switch
        {
            'k' => isByte ? 1 << 10 : 1_000,
            'm' => isByte ? 1 << 20 : 1_000_000,
            'g' => isByte ? 1 << 30 : 1_000_000_000,
            'b' => 1,
            _ => 0,
        };
        var perMinute = unit.Has("/min");
        if (scale == 0 || !(perMinute || unit.Has("/s") || unit.Has("ps")))
        {
            return null;
        }

        var bits = value * scale * (isByte ? 8 : 1) / (perMinute ? 60 : 1);
        return bits < long.MaxValue ? (long)Math.Round(bits) : null;
    }

    /// <summary>"2012-01-22 17:55:34---2012-01-25 17:55:34".</summary>
    public static (DateTime? Start, DateTime? End) Lease(ReadOnlySpan<char> text)
    {
        var between = text.IndexOf("---");
        return between < 0 ? (null, null) : (Moment.Local(text[..between]), Moment.Local(text[(between + 3)..]));
    }

    /// <summary>"1024, 2047".</summary>
    public static (int? First, int? Last) Ports(ReadOnlySpan<char> text)
    {
        var comma = text.IndexOf(',');
        return comma < 0 ? (null, null) : (Number.Small(text[..comma].TrimStart('(')), Number.Small(text[(comma + 1)..].TrimEnd(')')));
    }

    /// <summary>"192.168.1.0/24 0.0.0.0 0" joined to what is known.</summary>
    public static IReadOnlyList<FramedRoute> WithRoute(IReadOnlyList<FramedRoute> known, ReadOnlySpan<char> text) =>
        known.Count < MaxFramedRoutes && Route(text) is { } route ? [.. known, route] : known;

    public static FramedRoute? Route(ReadOnlySpan<char> text)
    {
        var tokens = new TokenReader(text);
        var prefix = tokens.First();
        return prefix.Contains('/') ? new FramedRoute(prefix.ToString(), tokens.First().OrNull(), Number.Small(tokens.First())) : null;
    }
}
