using Microsoft.Extensions.Logging;

namespace Farol.Telemetry.Logging;

/// <summary>One record as it is written: secrets already masked, texts already bounded.</summary>
public sealed record LogRecord
{
    public required DateTimeOffset Timestamp { get; init; }

    public required LogLevel Level { get; init; }

    /// <summary>Who wrote it: the logger's category.</summary>
    public required string Component { get; init; }

    public required string Message { get; init; }

    public string? TraceId { get; init; }

    /// <summary>The exception with its stack, as text.</summary>
    public string? Exception { get; init; }

    /// <summary>The values of the message's holes and of the scopes around it.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Fields { get; init; } = [];

    /// <summary>The level as people grep for it: DEBUG, INFO, WARNING or ERROR.</summary>
    public string LevelName => Level switch
    {
        <= LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARNING",
        _ => "ERROR",
    };
}
