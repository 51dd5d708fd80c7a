using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Farol.Telemetry.Logging;

/// <summary>
/// Farol's log of a process without a host. The same lines as <see cref="LogRegistration"/> gives a host, without the container, the filters and
/// the traces that a host brings: a gateway has no framework in it whose records must be held back, and its requests are no activities.
/// </summary>
public sealed class FarolLog : ILoggerFactory, IAsyncDisposable
{
    private readonly LogPipeline _pipeline;
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new(StringComparer.Ordinal);
    private readonly LoggerExternalScopeProvider _scopes = new();

    /// <param name="options">Validated by the caller (<see cref="LogOptions.Validate"/>).</param>
    /// <param name="time">The clock of the records.</param>
    /// <param name="console">Where the console's lines go; the standard output when <c>null</c>.</param>
    public FarolLog(LogOptions options, TimeProvider time, Stream? console = null) =>
        _pipeline = new LogPipeline(options, console ?? Console.OpenStandardOutput(), time);

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, c => new FarolLogger(c, _pipeline, () => _scopes));

    /// <exception cref="NotSupportedException">Always: it writes what its options say and nothing else.</exception>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The log of this process takes no other provider");

    /// <summary>Nothing yet: <see cref="DisposeAsync"/> writes what waits, after everything that may still log.</summary>
    public void Dispose()
    {
    }

    /// <summary>Writes what waits, for at most two seconds a sink.</summary>
    public ValueTask DisposeAsync() => _pipeline.DisposeAsync();
}
