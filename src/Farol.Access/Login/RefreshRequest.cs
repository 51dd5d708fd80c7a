namespace Farol.Access.Login;

/// <summary>Body of <c>POST /api/auth/refresh</c>.</summary>
internal sealed class RefreshRequest
{
    public string? RefreshToken { get; init; }
}
