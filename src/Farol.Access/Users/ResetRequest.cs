namespace Farol.Access.Users;

/// <summary>Body of <c>POST /api/auth/reset</c>.</summary>
internal sealed class ResetRequest
{
    public string? Token { get; init; }

    public string? NewPassword { get; init; }

    public override string ToString() => nameof(ResetRequest);
}
