namespace Farol.Monitor.Events;

/// <summary>Something that happened to a router, from its beginning to its end. One message goes out when it opens, one when it closes.</summary>
public sealed record Incident
{
    public required string Id { get; init; }

    public required string RouterId { get; init; }

    public required IncidentKind Kind { get; init; }

    /// <summary>"critical" or "warning".</summary>
    public required string Severity { get; init; }

    /// <summary>One sentence, as it is sent.</summary>
    public required string Title { get; init; }

    /// <summary>More: the router's error, the places that lost subscribers.</summary>
    public string? Detail { get; init; }

    public required DateTimeOffset Since { get; init; }

    public DateTimeOffset? Until { get; init; }

    public bool IsOpen => Until is null;

    /// <summary>Subscribers online before; null where it is not about subscribers.</summary>
    public long? SubscribersBefore { get; init; }

    /// <summary>Subscribers lost at the worst moment.</summary>
    public long? SubscribersLost { get; init; }

    /// <summary>Where, as far as the router can say: most losses first.</summary>
    public IReadOnlyList<DropPlace> Places { get; init; } = [];

    public bool IsSimulated { get; init; }
}
