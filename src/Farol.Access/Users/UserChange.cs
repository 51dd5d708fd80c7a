namespace Farol.Access.Users;

/// <summary>Body of <c>PUT /api/users/{id}</c> and <c>PUT /api/admin/users/{id}</c>; what is left out stays.</summary>
internal sealed class UserChange
{
    /// <summary>Of a tenant's row only.</summary>
    public string? Role { get; init; }

    public bool? Disabled { get; init; }

    /// <summary>Of the platform's row only.</summary>
    public bool? Platform { get; init; }
}
