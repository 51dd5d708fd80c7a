using System.Text.Json;
using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>Writes a duration as the file does: <c>"30s"</c>.</summary>
internal sealed class DurationJsonConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Duration.TryParse(reader.GetString()!, out var duration)
            ? duration
            : throw new JsonException("expected a duration such as \"30s\", \"500ms\" or \"5m\"");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(Duration.Format(value));
}
