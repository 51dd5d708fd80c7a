namespace Farol.Control.Joining;

/// <summary>What came of a <see cref="DeskQuestion"/>.</summary>
public sealed record DeskAnswer
{
    /// <summary>Why not; null: it was done.</summary>
    public string? Error { get; init; }

    /// <summary>Secret: shown this once.</summary>
    public string? Token { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The port that gateways come to.</summary>
    public int? Port { get; init; }

    public IReadOnlyList<DeskGateway>? Gateways { get; init; }
}
