namespace Farol.Access.Sessions;

/// <summary>A row of the table <c>refresh_tokens</c>.</summary>
internal sealed class RefreshRow
{
    public string SessionId { get; init; } = "";

    public long ExpiresAtMs { get; init; }

    public long? UsedAtMs { get; init; }
}
