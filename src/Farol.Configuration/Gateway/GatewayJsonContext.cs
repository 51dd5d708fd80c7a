using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>Serialisation made at build time; unknown and repeated keys are refused, what is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(DurationJsonConverter), typeof(NetworkJsonConverter)])]
[JsonSerializable(typeof(GatewayDocument))]
internal sealed partial class GatewayJsonContext : JsonSerializerContext;
