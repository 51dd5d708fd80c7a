namespace Farol.Access.Users;

/// <summary>A one-time link's token, for <c>POST /api/auth/reset</c>. Shown once; only its hash is kept.</summary>
internal sealed class LinkBody
{
    public required string UserId { get; init; }

    public required string Token { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public override string ToString() => nameof(LinkBody);
}
