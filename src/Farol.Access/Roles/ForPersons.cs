namespace Farol.Access.Roles;

/// <summary>Endpoint metadata: an API key may not call, however large its role; what it would make could outlive it.</summary>
public sealed record ForPersons;
