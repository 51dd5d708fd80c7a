using Farol.Access.Profile;

namespace Farol.Access.Login;

/// <summary>Answer to a login or a refresh. With a cookie login the tokens are null: scripts never see them.</summary>
internal sealed class LoginResponse
{
    public bool Success { get; init; } = true;

    /// <summary>The same as <see cref="AccessToken"/>, under the name that older clients read.</summary>
    public string? Token { get; init; }

    public string? AccessToken { get; init; }

    public string? RefreshToken { get; init; }

    public string? TokenType { get; init; }

    /// <summary>Seconds.</summary>
    public required long ExpiresIn { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public required ProfileBody User { get; init; }
}
