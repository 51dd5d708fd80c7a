using System.Text.Json.Serialization;
using Farol.Access.Paging;
using Farol.Telemetry.Times;

namespace Farol.Control.Joining;

/// <summary>The bodies of this feature.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(GatewayInvitation))]
[JsonSerializable(typeof(InvitedGatewayBody))]
[JsonSerializable(typeof(JoinedGatewayBody))]
[JsonSerializable(typeof(Page<JoinedGatewayBody>))]
internal sealed partial class JoiningJson : JsonSerializerContext;
