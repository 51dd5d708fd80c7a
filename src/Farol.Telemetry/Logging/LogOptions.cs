using Microsoft.Extensions.Logging;

namespace Farol.Telemetry.Logging;

/// <summary>What is logged, where to, and how much of it is kept.</summary>
public sealed record LogOptions
{
    /// <summary>LOG_LEVEL: the least level that is written.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;

    /// <summary>LOG_FILE: the file, or empty for none. Its folder is made when missing.</summary>
    public string File { get; init; } = "logs/farol.log";

    /// <summary>How the console looks: JSON lines for machines, short lines where a person watches.</summary>
    public LogConsole Console { get; init; } = LogConsole.Json;

    /// <summary>The file's size at which the next one is begun.</summary>
    public long MaxFileBytes { get; init; } = 50L * 1024 * 1024;

    /// <summary>Files kept, the one being written included: farol.log, farol.1.log (the one before) and so on.</summary>
    public int MaxFiles { get; init; } = 5;

    /// <summary>Records waiting for a slow disk or console; more are dropped and counted.</summary>
    public int MaxQueuedRecords { get; init; } = 10_000;

    /// <summary>Records kept in memory for the console's log page.</summary>
    public int MaxRecentRecords { get; init; } = 2_000;

    /// <summary>Characters of one text; the rest is cut off, and it says so.</summary>
    public int MaxTextCharacters { get; init; } = 16_384;

    /// <summary>Reads LOG_LEVEL.</summary>
    /// <returns>False with a text that names the setting and the choices.</returns>
    public static bool TryReadLevel(string text, out LogLevel level, out string error)
    {
        (var known, level) = text.Trim().ToUpperInvariant() switch
        {
            "DEBUG" => (true, LogLevel.Debug),
            "INFO" => (true, LogLevel.Information),
            "WARNING" => (true, LogLevel.Warning),
            "ERROR" => (true, LogLevel.Error),
            _ => (false, LogLevel.Information),
        };
        error = known ? "" : $"LOG_LEVEL is '{text}': choose DEBUG, INFO, WARNING or ERROR";
        return known;
    }

    /// <summary>All faults of the settings, each naming its key; tries whether the file can be written.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [];
        (string Key, long Value)[] positive =
        [
            (nameof(MaxFileBytes), MaxFileBytes), (nameof(MaxFiles), MaxFiles), (nameof(MaxQueuedRecords), MaxQueuedRecords),
            (nameof(MaxRecentRecords), MaxRecentRecords), (nameof(MaxTextCharacters), MaxTextCharacters),
        ];
        faults.AddRange(positive.Where(p => p.Value <= 0).Select(p => $"{p.Key} is {p.Value}: give a number above 0"));
        if (File.Length > 0 && LogFile.WhyNotWritable(File) is { } reason)
        {
            faults.Add(reason);
        }

        return faults;
    }
}
