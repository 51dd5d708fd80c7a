using Microsoft.Extensions.Logging;

namespace Farol.Telemetry.Logging;

/// <summary>Which log records somebody looks for.</summary>
public sealed record LogFilter
{
    /// <summary>Only this level and worse.</summary>
    public LogLevel Level { get; init; } = LogLevel.Trace;

    /// <summary>Only components whose name contains this.</summary>
    public string? Component { get; init; }

    /// <summary>Only records whose message or exception contains this.</summary>
    public string? Text { get; init; }

    /// <summary>Only from this time on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only before this time.</summary>
    public DateTimeOffset? To { get; init; }

    internal bool NeedsWords => !string.IsNullOrEmpty(Component) || !string.IsNullOrEmpty(Text);

    internal bool Takes(LogRecord record) =>
        record.Level >= Level && !(record.Timestamp < From) && !(record.Timestamp >= To)
        && Contains(record.Component, Component) && (Contains(record.Message, Text) || Contains(record.Exception ?? "", Text));

    private static bool Contains(string value, string? part) => string.IsNullOrEmpty(part) || value.Contains(part, StringComparison.OrdinalIgnoreCase);
}
