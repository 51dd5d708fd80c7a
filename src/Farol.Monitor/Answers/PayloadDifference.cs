using System.Buffers;
using System.Text.Json;

namespace Farol.Monitor.Answers;

/// <summary>
/// What changed between two payloads of one family: members that differ, and of lists of rows only the rows that differ, with the keys
/// of rows that are gone under <c>removed_…</c>.
/// </summary>
internal static class PayloadDifference
{
    private static readonly string[] _keys = ["name", "slot", "domain", "interface", "reason"];

    /// <returns>Members of a JSON object without braces; empty when nothing differs.</returns>
    public static byte[] Of(JsonElement before, JsonElement after)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in after.EnumerateObject())
            {
                var known = before.TryGetProperty(member.Name, out var old);
                if (known && JsonElement.DeepEquals(old, member.Value))
                {
                    continue;
                }

                WriteMember(writer, member, known ? old : default);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan[1..^1].ToArray();
    }

    private static void WriteMember(Utf8JsonWriter writer, JsonProperty member, JsonElement old)
    {
        if (old.ValueKind == JsonValueKind.Array && member.Value.ValueKind == JsonValueKind.Array && KeyOf(member.Value) is { } key)
        {
            WriteRows(writer, member.Name, key, old, member.Value);
        }
        else if (old.ValueKind == JsonValueKind.Object && member.Value.ValueKind == JsonValueKind.Object)
        {
            writer.WritePropertyName(member.Name);
            writer.WriteRawValue([(byte)'{', .. Of(old, member.Value), (byte)'}']);
        }
        else
        {
            member.WriteTo(writer);
        }
    }

    private static void WriteRows(Utf8JsonWriter writer, string name, string key, JsonElement old, JsonElement rows)
    {
        var before = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var row in old.EnumerateArray())
        {
            before[Text(row, key)] = row;
        }

        writer.WriteStartArray(name);
        foreach (var row in rows.EnumerateArray())
        {
            if (!before.Remove(Text(row, key), out var known) || !JsonElement.DeepEquals(known, row))
            {
                row.WriteTo(writer);
            }
        }

        writer.WriteEndArray();
        if (before.Count > 0)
        {
            writer.WriteStartArray("removed_" + name);
            foreach (var gone in before.Keys)
            {
                writer.WriteStringValue(gone);
            }

            writer.WriteEndArray();
        }
    }

    private static string? KeyOf(JsonElement rows) =>
        rows.GetArrayLength() > 0 && rows[0].ValueKind == JsonValueKind.Object
            ? Array.Find(_keys, k => rows[0].TryGetProperty(k, out var value) && value.ValueKind == JsonValueKind.String)
            : null;

    private static string Text(JsonElement row, string key) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(key, out var value) ? value.ToString() : "";
}
