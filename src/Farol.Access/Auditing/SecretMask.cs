using System.Text.Json;
using System.Text.Json.Nodes;

namespace Farol.Access.Auditing;

/// <summary>Hides the values of fields that hold secrets before they are stored for good.</summary>
internal static class SecretMask
{
    private const string Masked = "***";
    private const int MaxLength = 32 * 1024;

    private static readonly string[] _secretWords =
        ["password", "passwd", "senha", "secret", "token", "apikey", "privatekey", "passphrase", "community", "credential", "authorization", "cookie"];

    /// <summary>The same JSON with secrets masked. What is no JSON is not stored at all, as nothing in it can be found.</summary>
    public static string? Apply(string? json)
    {
        if (json is null)
        {
            return null;
        }

        if (json.Length > MaxLength)
        {
            return $"\"({json.Length} characters, not kept)\"";
        }

        try
        {
            var node = JsonNode.Parse(json);
            Mask(node);
            return node?.ToJsonString() ?? "null";
        }
        catch (JsonException)
        {
            return "\"(no JSON, not kept)\"";
        }
    }

    private static void Mask(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Mask(item);
            }
        }

        if (node is not JsonObject fields)
        {
            return;
        }

        foreach (var name in fields.Select(field => field.Key).ToList())
        {
            if (IsSecret(name) && fields[name] is not null)
            {
                fields[name] = Masked;
            }
            else
            {
                Mask(fields[name]);
            }
        }
    }

    private static bool IsSecret(string name)
    {
        var plain = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return _secretWords.Any(word => plain.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
