namespace Farol.Store.Archives;

/// <summary>What was copied.</summary>
/// <param name="Place">Where from, or where to: a path, or the server and database.</param>
/// <param name="Rows">By table, in alphabetical order; the list of schema steps is left out.</param>
public sealed record ArchiveReport(string Place, IReadOnlyList<(string Table, long Count)> Rows)
{
    public long RowCount => Rows.Sum(r => r.Count);
}
