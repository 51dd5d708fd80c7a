using Farol.Link.Protocol;

namespace Farol.Link.GatewaySide;

/// <summary>What became of a document: in force, or everything that is wrong with it.</summary>
public sealed record ApplyOutcome
{
    /// <summary>Empty: it is in force.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Things to know though it is in force.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public IReadOnlyList<ListenerState> Listeners { get; init; } = [];

    public bool IsApplied => Reasons.Count == 0;
}
