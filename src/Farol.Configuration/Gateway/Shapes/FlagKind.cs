using System.Text.Json.Nodes;
using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>true or false.</summary>
internal sealed class FlagKind : ScalarKind<bool>
{
    protected override string Expected => "true or false";

    public override string Format(bool value) => value ? "true" : "false";

    protected override bool TakesJson(string type) => type == JsonNodes.Flag;

    protected override bool TryParse(string text, out bool value)
    {
        value = text == "true";
        return text is "true" or "false";
    }

    protected override JsonObject PlainSchema() => new() { ["type"] = "boolean" };
}
