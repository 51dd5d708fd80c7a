using System.Globalization;
using System.Text.Json.Nodes;
using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>A count of bytes: an integer, or one with KB, MB, GB (thousands) or KiB, MiB, GiB (1024s).</summary>
internal sealed class SizeKind(long minimum, long maximum) : ScalarKind<long>
{
    private static readonly (string Unit, long Bytes)[] _units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("B", 1),
    ];

    protected override string Expected => $"a size from {minimum} to {maximum} bytes, such as 64KiB, 10MB or a whole number";

    public override string Format(long value) => value.ToString(CultureInfo.InvariantCulture);

    protected override bool IsWithin(long value) => value >= minimum && value <= maximum;

    protected override bool TakesJson(string type) => type is JsonNodes.Number or JsonNodes.Text;

    protected override bool TryParse(string text, out long value)
    {
        var (unit, bytes) = _units.FirstOrDefault(u => text.EndsWith(u.Unit, StringComparison.Ordinal), ("", 1));
        if (!long.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out value)
            || value > long.MaxValue / bytes)
        {
            return false;
        }

        value *= bytes;
        return true;
    }

    protected override JsonObject PlainSchema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum },
            new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+(B|KB|MB|GB|KiB|MiB|GiB)?$" }),
    };
}
