using System.Text.Json;
using System.Text.Json.Serialization;

namespace Farol.Control.Metrics;

/// <summary>The <c>data</c> of a <c>metrics_update</c>: the fields of /api/metrics and of /api/metrics/realtime side by side.</summary>
[JsonConverter(typeof(Writer))]
internal sealed record MetricsFrame(MetricsBody Metrics, RealtimeBody Realtime)
{
    private sealed class Writer : JsonConverter<MetricsFrame>
    {
        public override MetricsFrame Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, MetricsFrame value, JsonSerializerOptions options)
        {
            // The second one's timestamp is the second that the figures are of, and the one that counts.
            var metrics = JsonSerializer.SerializeToElement(value.Metrics, options);
            var realtime = JsonSerializer.SerializeToElement(value.Realtime, options);
            writer.WriteStartObject();
            foreach (var field in realtime.EnumerateObject())
            {
                if (field.Name != "backend_stats" || field.Value.ValueKind != JsonValueKind.Null)
                {
                    field.WriteTo(writer);
                }
            }

            foreach (var field in metrics.EnumerateObject().Where(f => f.Name != "timestamp"))
            {
                field.WriteTo(writer);
            }

            writer.WriteEndObject();
        }
    }
}
