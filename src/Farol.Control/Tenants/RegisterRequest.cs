namespace Farol.Control.Tenants;

/// <summary>Body of <c>POST /api/auth/register</c>.</summary>
internal sealed class RegisterRequest
{
    public string? Email { get; init; }

    public string? Password { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? TenantName { get; init; }

    /// <summary>Only <c>free</c>: larger plans are the platform's to give.</summary>
    public string? Plan { get; init; }
}
