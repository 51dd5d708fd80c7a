namespace Farol.Access.Users;

/// <summary>Body of <c>POST /api/users</c> and <c>POST /api/admin/users</c>.</summary>
internal sealed class UserCreation
{
    public string? Email { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Role { get; init; }

    /// <summary>The user has to replace it; left out: a one-time link is made instead.</summary>
    public string? Password { get; init; }

    /// <summary>Of the platform's row only; left out: the platform's own tenant.</summary>
    public string? TenantId { get; init; }

    /// <summary>Of the platform's row only: administrator of the installation.</summary>
    public bool? Platform { get; init; }

    public override string ToString() => nameof(UserCreation);
}
