namespace Farol.Access.Login;

/// <summary>Body of <c>POST /api/auth/login</c>.</summary>
internal sealed class LoginRequest
{
    public string? Email { get; init; }

    public string? Password { get; init; }

    public string? TenantId { get; init; }
}
