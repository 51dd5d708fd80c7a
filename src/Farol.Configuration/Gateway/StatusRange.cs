using System.Globalization;
using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>HTTP statuses from <paramref name="First"/> to <paramref name="Last"/>, both included; written <c>200-399</c> or <c>204</c>.</summary>
[JsonConverter(typeof(StatusRangeJsonConverter))]
public readonly record struct StatusRange(int First, int Last)
{
    public bool Contains(int status) => status >= First && status <= Last;

    public override string ToString() => First == Last
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");

    public static bool TryParse(string text, out StatusRange range)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var first = Status(dash < 0 ? text : text[..dash]);
        var last = Status(dash < 0 ? text : text[(dash + 1)..]);
        range = first is { } from && last is { } to ? new StatusRange(from, to) : default;
        return first is not null && last is not null && first <= last;
    }

    private static int? Status(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 599 ? status : null;
}
