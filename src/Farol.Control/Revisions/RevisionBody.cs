namespace Farol.Control.Revisions;

/// <summary>A revision in a list.</summary>
/// <param name="Source">api, file, rollback or settings.</param>
/// <param name="BackTo">The revision that a rollback took its content from.</param>
/// <param name="Current">Whether it is the one in force.</param>
/// <param name="Changes">How many things it changed, of those that the caller may see.</param>
public sealed record RevisionBody(
    long Number, DateTimeOffset CreatedAt, string Actor, string? From, string Source, string Action, string Target, string? Reason, long? BackTo, string? File, bool Current, int Changes)
{
    internal static RevisionBody Of(RevisionRow row, long current, int changes) => new(
        row.Number, row.CreatedAt, row.Actor, row.Address, row.Source, row.Action, row.Target, row.Reason, row.BackTo, row.FileName, row.Number == current, changes);
}
