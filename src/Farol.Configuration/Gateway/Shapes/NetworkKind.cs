using System.Net;
using System.Text.Json.Nodes;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>A network: <c>10.0.0.0/8</c>, <c>2001:db8::/32</c>, or one address.</summary>
internal sealed class NetworkKind : ScalarKind<IPNetwork>
{
    protected override string Expected => "a network such as 10.0.0.0/8 (bits behind the prefix are 0) or an address";

    public override string Format(IPNetwork value) => value.ToString();

    protected override bool TryParse(string text, out IPNetwork value) => Network.TryParse(text, out value);

    protected override JsonObject PlainSchema() => new() { ["type"] = "string", ["pattern"] = "^[0-9A-Fa-f:.]+(/[0-9]{1,3})?$" };
}
