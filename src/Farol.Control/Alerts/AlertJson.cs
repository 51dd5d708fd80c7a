using System.Text.Json.Serialization;
using Farol.Access.Paging;
using Farol.Telemetry.Times;

namespace Farol.Control.Alerts;

/// <summary>The bodies of alerts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(Page<AlertBody>))]
[JsonSerializable(typeof(AlertBody))]
[JsonSerializable(typeof(AcknowledgeRequest))]
[JsonSerializable(typeof(SilenceRequest))]
[JsonSerializable(typeof(WebhookAnswer))]
internal sealed partial class AlertJson : JsonSerializerContext;
