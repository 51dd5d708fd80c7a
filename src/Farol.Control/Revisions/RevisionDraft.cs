namespace Farol.Control.Revisions;

/// <summary>A revision that was checked and is not stored yet.</summary>
/// <param name="State">As it becomes current.</param>
internal sealed record RevisionDraft(RevisionCause Cause, ConfigurationState Before, ConfigurationState State, IReadOnlyList<RevisionDifference> Differences);
