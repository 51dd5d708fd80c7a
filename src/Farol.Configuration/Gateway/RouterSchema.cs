using System.Text.Json.Nodes;
using Farol.Configuration.Gateway.Shapes;

namespace Farol.Configuration.Gateway;

/// <summary>The schema of one entry of <c>routers:</c>.</summary>
internal static class RouterSchema
{
    public static JsonObject Section() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["id"] = Text("In addresses and payloads: lower-case letters, digits, - and _. Required."),
            ["name"] = Text("As people call it. Default: the id."),
            ["host"] = Text("Name or address. Required."),
            ["protocol"] = new JsonObject { ["enum"] = new JsonArray("ssh", "telnet"), ["description"] = "Default ssh." },
            ["port"] = Integer(1, 65535, "Default 22 for ssh, 23 for telnet."),
            ["username"] = Text("Required."),
            ["password"] = Text("Required unless private_key_file is given."),
            ["private_key_file"] = Text("Instead of, or before, the password."),
            ["private_key_passphrase"] = Text("Of the private key."),
            ["change_username"] = Text("The account for commands that change something; without it they are refused."),
            ["change_password"] = Text("Of that account."),
            ["host_key_fingerprint"] = Text("Accept only this key. Default: the first one seen is pinned."),
            ["allow_legacy_algorithms"] = new JsonObject { ["type"] = "boolean", ["description"] = "SHA-1 and CBC, for old software. Default false." },
            ["uplinks"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string" },
                ["description"] = "Ports whose traffic makes the totals; * and ? stand for any letters, any letter.",
            },
            ["max_sessions"] = Integer(1, 4, "Terminals used at most. Default 2."),
        },
        ["required"] = new JsonArray("id", "host", "username"),
        ["additionalProperties"] = false,
    };

    private static JsonObject Text(string about) => new() { ["type"] = new JsonArray("string", "number"), ["description"] = about };

    private static JsonObject Integer(int minimum, int maximum, string about) => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum }, SchemaDefinitions.Variable()),
        ["description"] = about,
    };
}
