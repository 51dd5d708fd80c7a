using System.Globalization;

namespace Farol.Configuration.Gateway;

/// <summary>Durations as the file writes them: a whole number and <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>.</summary>
public static class Duration
{
    private static readonly (string Unit, long Milliseconds)[] _units =
        [("ms", 1), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000)];

    /// <summary>A year: a longer one is a mistyped unit.</summary>
    private const long MaxMilliseconds = 366L * 86_400_000;

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        foreach (var (unit, milliseconds) in _units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal))
            {
                if (!long.TryParse(text[..^unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > MaxMilliseconds / milliseconds)
                {
                    return false;
                }

                duration = TimeSpan.FromMilliseconds(count * milliseconds);
                return true;
            }
        }

        return text == "0";
    }

    /// <summary>The largest unit that leaves no fraction; below a millisecond is cut off.</summary>
    public static string Format(TimeSpan duration)
    {
        var milliseconds = (long)duration.TotalMilliseconds;
        var (unit, size) = milliseconds == 0 ? ("s", 1) : _units.Where(u => milliseconds % u.Milliseconds == 0).MaxBy(u => u.Milliseconds);
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds / size}{unit}");
    }
}
