using System.Text.Json.Serialization;

namespace Farol.Control.Hosts;

/// <summary>The bodies of this feature.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HostRequest))]
internal sealed partial class HostsJson : JsonSerializerContext;
