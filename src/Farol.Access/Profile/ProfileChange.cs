namespace Farol.Access.Profile;

/// <summary>Body of <c>PUT /api/profile</c>; what is left out stays.</summary>
internal sealed class ProfileChange
{
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? CurrentPassword { get; init; }

    public string? NewPassword { get; init; }
}
