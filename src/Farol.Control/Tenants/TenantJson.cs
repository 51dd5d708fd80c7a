using System.Text.Json.Serialization;
using Farol.Access.Paging;

namespace Farol.Control.Tenants;

/// <summary>The bodies of this feature's endpoints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TenantBody))]
[JsonSerializable(typeof(TenantChange))]
[JsonSerializable(typeof(Page<TenantBody>))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(RegistrationBody))]
internal sealed partial class TenantJson : JsonSerializerContext;
