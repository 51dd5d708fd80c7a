namespace Farol.Control.Joining;

/// <summary>One line of <c>farol gateway list</c>.</summary>
/// <param name="State"><c>linked</c>, <c>away</c>, <c>invited</c> (a token was made), <c>ended</c> or <c>revoked</c>.</param>
/// <param name="ExpiresAt">When certificate or token ends; null for the gateway of this machine.</param>
/// <param name="Revision">What it runs on; null: not known.</param>
/// <param name="Since">Since when it is linked or away; null: not since this control plane started.</param>
public sealed record DeskGateway(string Name, string State, DateTimeOffset? ExpiresAt, ulong? Revision, DateTimeOffset? Since);
