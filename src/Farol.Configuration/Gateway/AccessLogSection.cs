namespace Farol.Configuration.Gateway;

/// <summary>One JSON line for a request.</summary>
public sealed record AccessLogSection
{
    public bool Enabled { get; init; }

    /// <summary>Null: standard output.</summary>
    public string? File { get; init; }

    /// <summary>Of so many requests one is written; errors of the server always are.</summary>
    public int SampleOneIn { get; init; } = 1;

    /// <summary>Entries that wait for the disk on one loop; more are dropped and counted, since a slow disk must not slow requests.</summary>
    public int MaxWaiting { get; init; } = 8192;
}
