using System.Globalization;

namespace Farol.Control.Text;

/// <summary>Durations as people send them: a whole number and s, m, h or d.</summary>
internal static class ShortDuration
{
    public const string Expected = "is a whole number and s, m, h or d, such as 24h, and no more than a year";

    private static readonly TimeSpan _longest = TimeSpan.FromDays(366);

    /// <summary>False also for nothing and for more than a year: that is a mistyped unit.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        TimeSpan? unit = text.Length < 2 ? null : text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };
        if (unit is not { } one || !long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > _longest / one)
        {
            return false;
        }

        duration = one * count;
        return count > 0;
    }
}
