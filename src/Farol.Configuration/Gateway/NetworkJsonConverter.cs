using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>Writes a network as the file does: <c>"10.0.0.0/8"</c>.</summary>
internal sealed class NetworkJsonConverter : JsonConverter<IPNetwork>
{
    public override IPNetwork Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Network.TryParse(reader.GetString()!, out var network)
            ? network
            : throw new JsonException("expected a network such as \"10.0.0.0/8\" or an address");

    public override void Write(Utf8JsonWriter writer, IPNetwork value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
