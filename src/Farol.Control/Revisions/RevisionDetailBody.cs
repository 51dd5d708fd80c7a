namespace Farol.Control.Revisions;

/// <summary>A revision with what it changed.</summary>
public sealed record RevisionDetailBody(RevisionBody Revision, IReadOnlyList<RevisionDifference> Differences);
