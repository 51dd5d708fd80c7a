namespace Farol.Control.Joining;

/// <summary>An invitation, with the token that is shown this once.</summary>
/// <param name="Token">For <c>farol gateway --join</c>; good once. Secret.</param>
/// <param name="Port">The port that gateways come to.</param>
internal sealed record InvitedGatewayBody(string Name, string State, string Token, DateTimeOffset ExpiresAt, int Port)
{
    public override string ToString() => $"invitation of {Name}";
}
