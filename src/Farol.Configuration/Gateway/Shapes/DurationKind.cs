using System.Text.Json.Nodes;
using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>A duration: <c>500ms</c>, <c>30s</c>, <c>5m</c>.</summary>
internal sealed class DurationKind(TimeSpan minimum, TimeSpan maximum) : ScalarKind<TimeSpan>
{
    protected override string Expected => $"a duration from {Duration.Format(minimum)} to {Duration.Format(maximum)}, such as 30s, 500ms or 5m";

    public override string Format(TimeSpan value) => Duration.Format(value);

    protected override bool IsWithin(TimeSpan value) => value >= minimum && value <= maximum;

    protected override bool TakesJson(string type) => type is JsonNodes.Number or JsonNodes.Text;

    protected override bool TryParse(string text, out TimeSpan value) => Duration.TryParse(text, out value);

    protected override JsonObject PlainSchema() => new() { ["type"] = new JsonArray("string", "integer"), ["pattern"] = "^(0|[0-9]+(ms|s|m|h|d))$", ["maximum"] = 0 };
}
