namespace Farol.Access.Accounts;

/// <summary>Who makes a change, and from where: for the audit.</summary>
public sealed record Change(string Actor, string? From);
