namespace Farol.Control.Joining;

/// <summary>Who is to join.</summary>
internal sealed record GatewayInvitation
{
    public string? Name { get; init; }

    /// <summary>How long the token is good: a whole number and s, m, h or d; without it an hour, at most seven days.</summary>
    public string? Lifetime { get; init; }
}
