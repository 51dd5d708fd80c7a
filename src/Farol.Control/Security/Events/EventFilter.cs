namespace Farol.Control.Security.Events;

/// <summary>Which events are asked for; null: any.</summary>
internal sealed record EventFilter
{
    public string? Type { get; init; }

    public string? Severity { get; init; }

    public string? Rule { get; init; }

    public string? Source { get; init; }

    /// <summary>First moment that is wanted.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>First moment that is not wanted any more.</summary>
    public DateTimeOffset? To { get; init; }
}
