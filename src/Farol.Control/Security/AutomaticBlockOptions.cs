namespace Farol.Control.Security;

/// <summary>Blocking by rule: so many events of these rules from one address within a time block it for a time.</summary>
public sealed record AutomaticBlockOptions
{
    /// <summary>Setting <c>AUTO_BLOCK_RULES</c>. What an honest client hits too (a rate limit) is not among the defaults.</summary>
    public IReadOnlyList<string> Rules { get; init; } = ["login.failed", "login.throttled", "token.refused", "gateway.violation"];

    /// <summary>Setting <c>AUTO_BLOCK_EVENTS</c>: more than a person who mistypes a password makes.</summary>
    public int Events { get; init; } = 20;

    /// <summary>Setting <c>AUTO_BLOCK_WINDOW</c>.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Setting <c>AUTO_BLOCK_DURATION</c>: an address changes its owner, so it ends.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(10);
}
