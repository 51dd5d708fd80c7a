namespace Farol.Control.Joining;

/// <summary>A gateway of another machine, as the state knows it.</summary>
/// <param name="Name">As its token said.</param>
/// <param name="ExpiresAt">When its certificate, or the token that nobody used yet, ends.</param>
/// <param name="HasJoined">False: only a token was made.</param>
/// <param name="RevokedAt">Null: it may link.</param>
public sealed record JoinedGateway(string Name, DateTimeOffset ExpiresAt, bool HasJoined, DateTimeOffset? RevokedAt);
