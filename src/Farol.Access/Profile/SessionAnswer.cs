namespace Farol.Access.Profile;

/// <summary>GET /api/auth/session.</summary>
internal sealed class SessionAnswer
{
    /// <summary>Null where nobody is logged in: a stranger, the local viewer, an API key.</summary>
    public required ProfileBody? Person { get; init; }
}
