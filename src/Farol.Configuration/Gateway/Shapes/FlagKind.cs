using System.Text.Json.Nodes;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>true or false.</summary>
internal sealed class FlagKind : ScalarKind<bool>
{
    protected override string Expected => "true or false";

    public override string Format(bool value) => value ? "true" : "false";

    protected override bool TryParse(string text, out bool value)
    {
        value = text == "true";
        return text is "true" or "false";
    }

    protected override JsonObject PlainSchema() => new() { ["type"] = "boolean" };
}
