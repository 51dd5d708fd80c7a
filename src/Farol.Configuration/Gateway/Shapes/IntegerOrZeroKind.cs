using System.Globalization;
using System.Text.Json.Nodes;
using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>A whole number of a range, or 0 for "not at all".</summary>
internal sealed class IntegerOrZeroKind(int minimum, int maximum) : ScalarKind<int>
{
    protected override string Expected => $"0 or a whole number from {minimum} to {maximum}";

    public override string Format(int value) => value.ToString(CultureInfo.InvariantCulture);

    protected override bool TakesJson(string type) => type == JsonNodes.Number;

    protected override bool TryParse(string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    protected override bool IsWithin(int value) => value == 0 || (value >= minimum && value <= maximum);

    protected override JsonObject PlainSchema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["const"] = 0 },
            new JsonObject { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum }),
    };
}
