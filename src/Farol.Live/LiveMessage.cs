using System.Text.Json;

namespace Farol.Live;

/// <summary>A message of a client: a bare word, or a JSON document with a <c>type</c>.</summary>
/// <param name="Type">The bare word, or the document's <c>type</c>.</param>
/// <param name="Document">The JSON document; <c>null</c> for a bare word.</param>
public readonly record struct LiveMessage(string Type, JsonElement? Document)
{
    private const int MaxWordBytes = 64;

    /// <summary>The text field <paramref name="name"/> of the document, <c>null</c> when it is not there or no text.</summary>
    public string? Text(string name) =>
        Document is { } document && document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>Reads a message that has been checked to be UTF-8.</summary>
    /// <returns>False with a text for the client when it is neither a word nor a document with a type.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> utf8, out LiveMessage message, out string error)
    {
        message = default;
        error = "";
        var trimmed = utf8.Trim(" \t\r\n"u8);
        if (trimmed.Length > 0 && trimmed[0] != (byte)'{')
        {
            if (trimmed.Length > MaxWordBytes)
            {
                error = "a message is a single word or a JSON object with a type";
                return false;
            }

            message = new LiveMessage(System.Text.Encoding.UTF8.GetString(trimmed), null);
            return true;
        }

        return TryReadDocument(trimmed, out message, out error);
    }

    private static bool TryReadDocument(ReadOnlySpan<byte> utf8, out LiveMessage message, out string error)
    {
        message = default;
        error = "";
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 16 });
            var document = JsonElement.ParseValue(ref reader);
            if (reader.BytesConsumed != utf8.Length)
            {
                error = "one JSON document a message";
            }
            else if (!document.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
            {
                error = "the field type is missing";
            }
            else
            {
                message = new LiveMessage(type.GetString()!, document);
            }
        }
        catch (JsonException fault)
        {
            error = $"not a JSON document (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine})";
        }

        return error.Length == 0;
    }
}
