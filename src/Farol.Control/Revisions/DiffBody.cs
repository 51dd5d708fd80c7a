namespace Farol.Control.Revisions;

/// <summary>What is different in a revision from another, for a page that shows both sides.</summary>
/// <param name="Against">The other; 0: nothing at all, where the one before is no longer kept.</param>
public sealed record DiffBody(long Number, long Against, IReadOnlyList<RevisionDifference> Differences);
