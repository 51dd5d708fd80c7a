using System.Text.Json.Serialization;
using Farol.Access.Login;
using Farol.Access.Profile;

namespace Farol.Access;

/// <summary>The bodies of this project's endpoints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(LoginResponse))]
[JsonSerializable(typeof(ProfileBody))]
[JsonSerializable(typeof(ProfileChange))]
internal sealed partial class AccessJson : JsonSerializerContext;
