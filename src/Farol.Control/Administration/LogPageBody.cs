using Farol.Access.Paging;
using Farol.Telemetry.Logging;

namespace Farol.Control.Administration;

/// <summary>A page of log records.</summary>
/// <param name="TotalCount">Those that fit, as far back as it was looked.</param>
/// <param name="Source">file: the log file and those before it; memory: LOG_FILE is empty, or no file can be read, and these are this process's last records.</param>
/// <param name="Since">The time of the oldest record that was looked at; null: there is none.</param>
/// <param name="IsWhole">False: there is older in the file that was not looked at; a later "from" is answered whole.</param>
public sealed record LogPageBody(
    IReadOnlyList<LogBody> Items, int TotalCount, int Page, int PageSize, bool HasMore, string Source, DateTimeOffset? Since, bool IsWhole)
{
    internal static LogPageBody Of(LogFinding found, PageRequest page) => new(
        [.. found.Records.Select(r => new LogBody(r.Timestamp, r.LevelName, r.Component, r.Message, r.TraceId, r.Exception))],
        found.Total,
        page.Number,
        page.Size,
        page.Skip + found.Records.Count < found.Total,
        found.HasFile ? "file" : "memory",
        found.Since,
        found.IsWhole);
}
