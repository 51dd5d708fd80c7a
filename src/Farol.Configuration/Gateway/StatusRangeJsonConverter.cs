using System.Text.Json;
using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>Writes a <see cref="StatusRange"/> as the file does.</summary>
internal sealed class StatusRangeJsonConverter : JsonConverter<StatusRange>
{
    public override StatusRange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && StatusRange.TryParse(reader.GetString()!, out var range)
            ? range
            : throw new JsonException("expected a status such as \"204\" or a range such as \"200-399\"");

    public override void Write(Utf8JsonWriter writer, StatusRange value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
