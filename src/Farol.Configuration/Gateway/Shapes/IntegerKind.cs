using System.Globalization;
using System.Text.Json.Nodes;
using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>A whole number.</summary>
internal sealed class IntegerKind(int minimum, int maximum) : ScalarKind<int>
{
    /// <summary>Set where it must be given: an example. The value one below the minimum then says that it was not.</summary>
    public string? Required { get; init; }

    protected override string Expected => $"a whole number from {minimum} to {maximum}";

    public override string Format(int value) => value.ToString(CultureInfo.InvariantCulture);

    public override void Check(int value, string path, DocumentErrors errors)
    {
        if (Required is not null && value == minimum - 1)
        {
            errors.Judge(path, $"is required, such as {path[(path.LastIndexOf('.') + 1)..]}: {Required}");
        }
        else
        {
            base.Check(value, path, errors);
        }
    }

    protected override bool TakesJson(string type) => type == JsonNodes.Number;

    protected override bool TryParse(string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    protected override bool IsWithin(int value) => value >= minimum && value <= maximum;

    protected override JsonObject PlainSchema() => new() { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum };
}
