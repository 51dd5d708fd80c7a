namespace Farol.Control.Revisions;

/// <summary>Where configuration comes from, how long its history is kept, and when it goes back by itself.</summary>
public sealed record RevisionOptions
{
    /// <summary>The file given with <c>--config</c>; null: everything is edited over the API.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Setting <c>CONFIG_REVISIONS_DAYS</c>. A year: who changed what is asked for when the next audit comes.</summary>
    public int KeepDays { get; init; } = 365;

    /// <summary>Setting <c>CONFIG_REVISIONS_KEEP</c>: the newest so many stay, however old. What people go back to is among the last few.</summary>
    public int KeepLast { get; init; } = 100;

    /// <summary>Setting <c>CONFIG_ROLLBACK_ERROR_PERCENT</c>: a route that answers more of its requests with 5xx after a change takes the change back. 0: nothing goes back by itself.</summary>
    public int RollbackErrorPercent { get; init; }

    /// <summary>Setting <c>CONFIG_ROLLBACK_MIN_REQUESTS</c>: with fewer a share says nothing.</summary>
    public int RollbackMinimumRequests { get; init; } = 50;

    /// <summary>Setting <c>CONFIG_ROLLBACK_WATCH</c>: so long a revision is on trial.</summary>
    public TimeSpan RollbackWatch { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Setting <c>GATEWAY_USAGE_DAYS</c>: usage by the hour. Over a year, so that a month can be laid beside the same month of the year before.</summary>
    public int UsageDays { get; init; } = 400;
}
