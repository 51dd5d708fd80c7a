using Farol.Access.Roles;

namespace Farol.Access.Authentication;

/// <summary>What a request presented.</summary>
/// <param name="Caller">Whose session or key it is; null when there is none.</param>
/// <param name="Obstacle">Why what was presented does not count; null when nothing was presented or it counts.</param>
/// <param name="IsForgery">A page of another site tried to use a cookie.</param>
internal readonly record struct Credential(Caller? Caller, string? Obstacle = null, bool IsForgery = false);
