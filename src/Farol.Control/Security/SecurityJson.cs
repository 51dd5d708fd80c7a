using System.Text.Json.Serialization;
using Farol.Access.Paging;
using Farol.Control.Security.Blocks;
using Farol.Control.Security.Events;
using Farol.Telemetry.Times;

namespace Farol.Control.Security;

/// <summary>The bodies of events and blocks.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(Page<SecurityEventBody>))]
[JsonSerializable(typeof(SecurityEventBody))]
[JsonSerializable(typeof(Page<BlockBody>))]
[JsonSerializable(typeof(BlockBody))]
[JsonSerializable(typeof(BlockRequest))]
internal sealed partial class SecurityJson : JsonSerializerContext;
