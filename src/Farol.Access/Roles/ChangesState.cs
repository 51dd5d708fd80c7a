namespace Farol.Access.Roles;

/// <summary>Endpoint metadata: a GET that changes something, so that a cookie alone is judged as strictly as for a POST.</summary>
public sealed record ChangesState;
