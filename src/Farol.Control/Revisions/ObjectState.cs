namespace Farol.Control.Revisions;

/// <summary>How one object of the configuration stands.</summary>
public sealed record ObjectState
{
    /// <summary>The revision that made it what it should be; null: it stands in no revision that is kept.</summary>
    public long? DesiredRevision { get; init; }

    /// <summary>Since when every linked gateway has it so; null: not yet, or no gateway is linked.</summary>
    public DateTimeOffset? InForceSince { get; init; }

    /// <summary>Why it is not in force, in words; null: nothing is known against it.</summary>
    public string? Error { get; init; }
}
