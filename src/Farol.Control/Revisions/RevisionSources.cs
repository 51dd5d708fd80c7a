namespace Farol.Control.Revisions;

/// <summary>Where a revision came from, as the API and the database name it.</summary>
internal static class RevisionSources
{
    public const string Api = "api";

    /// <summary>The file given with <c>--config</c>.</summary>
    public const string File = "file";

    public const string Rollback = "rollback";

    /// <summary>Another command line: the file of before is no longer given.</summary>
    public const string Settings = "settings";
}
