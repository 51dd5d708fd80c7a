using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Farol.Telemetry.Logging;

/// <summary>Gives out the program's loggers.</summary>
internal sealed class FarolLoggerProvider(LogPipeline pipeline) : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentDictionary<string, FarolLogger> _loggers = new();
    private IExternalScopeProvider? _scopes;

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, c => new FarolLogger(c, pipeline, () => _scopes));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        // The pipeline belongs to the container, which ends it after everything that may still log.
    }
}
