namespace Farol.Control.Alerts;

/// <summary>Nobody needs to be told of it for a while.</summary>
internal sealed record SilenceRequest
{
    /// <summary>A whole number and s, m, h or d: <c>2h</c>.</summary>
    public string? Duration { get; init; }

    public string? Comment { get; init; }
}
