using System.Net;
using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>Serialisation made at build time; unknown and repeated keys are refused, what is null is left out. Items of lists are
/// named one by one, since the generator does not look into <see cref="ValueList{T}"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(DurationJsonConverter), typeof(NetworkJsonConverter)])]
[JsonSerializable(typeof(GatewayDocument))]
[JsonSerializable(typeof(AcmeChallengeSection))]
[JsonSerializable(typeof(BackendSection))]
[JsonSerializable(typeof(CertificateSection))]
[JsonSerializable(typeof(ErrorPageSection))]
[JsonSerializable(typeof(HeaderMatchSection))]
[JsonSerializable(typeof(HeaderValueSection))]
[JsonSerializable(typeof(IPNetwork))]
[JsonSerializable(typeof(ListenerSection))]
[JsonSerializable(typeof(PoolSection))]
[JsonSerializable(typeof(RateLimitSection))]
[JsonSerializable(typeof(RouteSection))]
[JsonSerializable(typeof(StatusRange))]
[JsonSerializable(typeof(TenantSection))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
internal sealed partial class GatewayJsonContext : JsonSerializerContext;
