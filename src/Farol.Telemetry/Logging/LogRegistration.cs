using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Farol.Telemetry.Logging;

/// <summary>Makes Farol's log the program's only one: JSON lines to console and file, and <see cref="RecentLogs"/>.</summary>
public static class LogRegistration
{
    /// <param name="logging">The host's logging.</param>
    /// <param name="options">Validated by the caller (<see cref="LogOptions.Validate"/>), so that all faults of all settings are told at once.</param>
    /// <param name="console">Where the console's lines go; the standard output when <c>null</c>.</param>
    public static ILoggingBuilder AddFarolLog(this ILoggingBuilder logging, LogOptions options, Stream? console = null)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(options.Level);
        if (options.Level > LogLevel.Debug)
        {
            // The framework tells each request at INFO; the request metrics say the same for less.
            logging.AddFilter("Microsoft", LogLevel.Warning);
            logging.AddFilter("System", LogLevel.Warning);
            logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        }

        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.Services.AddSingleton(services => Pipeline(options, console ?? Console.OpenStandardOutput(), services));
        logging.Services.AddSingleton(services => services.GetRequiredService<LogPipeline>().Recent);
        logging.Services.AddSingleton(services => new LogHistory(options, services.GetRequiredService<RecentLogs>()));
        logging.Services.AddSingleton<ILoggerProvider, FarolLoggerProvider>();
        return logging;
    }

    private static LogPipeline Pipeline(LogOptions options, Stream console, IServiceProvider services)
    {
        var pipeline = new LogPipeline(options, console, services.GetRequiredService<TimeProvider>()) { TraceId = static () => Activity.Current?.TraceId.ToString() };
        pipeline.Figures = new LogFigures(pipeline, services.GetService<IMeterFactory>());
        return pipeline;
    }
}
