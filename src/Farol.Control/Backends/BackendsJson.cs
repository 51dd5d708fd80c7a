using System.Text.Json.Serialization;

namespace Farol.Control.Backends;

/// <summary>Bodies that have a type of their own; objects of the document are read by its table of keys.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RouteTestRequest))]
internal sealed partial class BackendsJson : JsonSerializerContext;
