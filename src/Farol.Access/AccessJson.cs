using System.Text.Json.Serialization;
using Farol.Access.Auditing;
using Farol.Access.Keys;
using Farol.Access.Login;
using Farol.Access.Paging;
using Farol.Access.Profile;
using Farol.Access.Sessions;
using Farol.Access.Users;

namespace Farol.Access;

/// <summary>The bodies of this project's endpoints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(LoginResponse))]
[JsonSerializable(typeof(ProfileBody))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(ProfileChange))]
[JsonSerializable(typeof(UserBody))]
[JsonSerializable(typeof(Page<UserBody>))]
[JsonSerializable(typeof(UserCreation))]
[JsonSerializable(typeof(UserChange))]
[JsonSerializable(typeof(LinkBody))]
[JsonSerializable(typeof(ResetRequest))]
[JsonSerializable(typeof(KeyBody))]
[JsonSerializable(typeof(Page<KeyBody>))]
[JsonSerializable(typeof(KeyCreation))]
[JsonSerializable(typeof(Page<SessionBody>))]
[JsonSerializable(typeof(Page<AuditBody>))]
[JsonSerializable(typeof(AuditVerdictBody))]
internal sealed partial class AccessJson : JsonSerializerContext;
