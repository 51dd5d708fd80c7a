namespace Farol.Control.Revisions;

/// <summary>A revision as the table has it, without its documents.</summary>
internal sealed class RevisionRow
{
    public const string Columns =
        "number AS Number, created_at_ms AS CreatedAtMs, actor AS Actor, address AS Address, source AS Source, action AS Action, target AS Target, "
        + "reason AS Reason, back_to AS BackTo, api_text AS ApiText, file_text AS FileText, file_name AS FileName, differences AS Differences";

    public long Number { get; init; }

    public long CreatedAtMs { get; init; }

    public string Actor { get; init; } = "";

    public string? Address { get; init; }

    public string Source { get; init; } = "";

    public string Action { get; init; } = "";

    public string Target { get; init; } = "";

    public string? Reason { get; init; }

    public long? BackTo { get; init; }

    /// <summary>Digest of the API part.</summary>
    public string ApiText { get; init; } = "";

    /// <summary>Digest of the file part.</summary>
    public string FileText { get; init; } = "";

    public string? FileName { get; init; }

    /// <summary>JSON, masked.</summary>
    public string Differences { get; init; } = "[]";

    public DateTimeOffset CreatedAt => DateTimeOffset.FromUnixTimeMilliseconds(CreatedAtMs);

    public IReadOnlyList<RevisionDifference> ReadDifferences() => RevisionJson.Read(Differences);
}
