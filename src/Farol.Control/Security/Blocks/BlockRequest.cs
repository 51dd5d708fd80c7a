namespace Farol.Control.Security.Blocks;

/// <summary>What somebody wants blocked or let in.</summary>
internal sealed record BlockRequest
{
    /// <summary>An address or a network: <c>203.0.113.7</c>, <c>2001:db8::/32</c>.</summary>
    public string? Network { get; init; }

    /// <summary>block (without it) or allow.</summary>
    public string? Action { get; init; }

    public string? Reason { get; init; }

    /// <summary>When it ends; neither this nor <see cref="ExpiresIn"/>: when somebody removes it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>A whole number and s, m, h or d: <c>24h</c>.</summary>
    public string? ExpiresIn { get; init; }

    /// <summary>Block it even though it holds the caller's own address, loopback or this installation.</summary>
    public bool Force { get; init; }
}
