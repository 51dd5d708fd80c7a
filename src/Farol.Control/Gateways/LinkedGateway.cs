using Farol.Link.Protocol;

namespace Farol.Control.Gateways;

/// <summary>What is known of one gateway now. Immutable.</summary>
public sealed record LinkedGateway
{
    /// <summary>"local", or as its join token said.</summary>
    public required string Name { get; init; }

    public bool IsConnected { get; init; }

    /// <summary>When the link came or went.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When it was heard of last; null before the first.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>Of its program, as it said when it linked; null before the first.</summary>
    public string? ProgramVersion { get; init; }

    /// <summary>Why it is away, in words; null while it is connected or was never there.</summary>
    public string? Disconnection { get; init; }

    /// <summary>The document in force there; null before the first.</summary>
    public SnapshotApplied? Applied { get; init; }

    /// <summary>The newest document was refused; null once one was applied.</summary>
    public SnapshotRefused? Refused { get; init; }

    /// <summary>Of the last second; null before the first. Its series are only those that changed then.</summary>
    public Counters? Counters { get; init; }
}
