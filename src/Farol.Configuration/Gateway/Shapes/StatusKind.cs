using System.Text.Json.Nodes;
using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>A status or a range of them.</summary>
internal sealed class StatusKind : ScalarKind<StatusRange>
{
    protected override string Expected => "a status from 100 to 599 such as 204, or a range such as 200-399";

    public override string Format(StatusRange value) => value.ToString();

    protected override bool TakesJson(string type) => type is JsonNodes.Number or JsonNodes.Text;

    protected override bool TryParse(string text, out StatusRange value) => StatusRange.TryParse(text, out value);

    protected override bool IsWithin(StatusRange value) => value is { First: >= 100, Last: <= 599 } && value.First <= value.Last;

    protected override JsonObject PlainSchema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "integer", ["minimum"] = 100, ["maximum"] = 599 },
            new JsonObject { ["type"] = "string", ["pattern"] = "^[1-5][0-9][0-9](-[1-5][0-9][0-9])?$" }),
    };
}
