namespace Farol.Access.Sessions;

/// <summary>What a client of the API is given.</summary>
internal sealed record TokenPair(string AccessToken, DateTimeOffset AccessExpiresAt, string RefreshToken)
{
    public override string ToString() => nameof(TokenPair);
}
