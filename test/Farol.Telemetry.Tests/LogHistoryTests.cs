using Farol.Telemetry.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing.Support;

namespace Farol.Telemetry.Tests;

public sealed class LogHistoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();

    private DateTimeOffset Start { get; } = new ManualTime().GetUtcNow();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_earlier_processes_wrote_is_found_newest_first_over_every_file()
    {
        await LogAsync(0, 40, o => o with { MaxFileBytes = 2_000, MaxFiles = 9 });
        Assert.True(Directory.GetFiles(_folder.Path).Length > 2, "several files");
        await using var services = Build(o => o with { MaxFileBytes = 2_000, MaxFiles = 9 });
        var found = services.GetRequiredService<LogHistory>().Find(new LogFilter(), 0, 100);

        Assert.Equal(Enumerable.Range(0, 40).Reverse().Select(n => $"number {n}"), found.Records.Select(r => r.Message));
        Assert.Equal((40, true, true, Start), (found.Total, found.HasFile, found.IsWhole, found.Since));
        var first = found.Records[^1];
        Assert.Equal((Start, LogLevel.Information, "Farol.Test"), (first.Timestamp, first.Level, first.Component));
    }

    [Fact]
    public async Task Filters_and_pages_hold_for_the_file_as_for_memory()
    {
        await LogAsync(0, 10);
        await using var services = Build();
        var history = services.GetRequiredService<LogHistory>();

        Assert.Equal(["number 9", "number 7"], Messages(history.Find(new LogFilter { Level = LogLevel.Warning }, 0, 2)));
        Assert.Equal(["number 3", "number 1"], Messages(history.Find(new LogFilter { Level = LogLevel.Warning }, 3, 2)));
        Assert.Equal((5, 0), (history.Find(new LogFilter { Level = LogLevel.Warning }, 7, 2).Total, history.Find(new LogFilter { Component = "Kestrel" }, 0, 9).Total));
        Assert.Equal(["number 6"], Messages(history.Find(new LogFilter { Text = "BER 6", Component = "farol" }, 0, 9)));
        Assert.Equal(["number 5", "number 4"], Messages(history.Find(new LogFilter { From = Start.AddSeconds(4), To = Start.AddSeconds(6) }, 0, 9)));
    }

    [Fact]
    public async Task What_is_not_in_the_file_yet_comes_from_memory_once()
    {
        await LogAsync(0, 2);
        await using var services = Build();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Farol.Test");
        for (var n = 2; n < 6; n++)
        {
            log.LogInformation("number {Number}", n);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var history = services.GetRequiredService<LogHistory>();
        Assert.Equal(["number 5", "number 4", "number 3", "number 2", "number 1", "number 0"], Messages(history.Find(new LogFilter(), 0, 9)));
        await Eventually.True(() => File.ReadLines(LogPath).Count() == 6, "they are written");
        Assert.Equal(["number 5", "number 4", "number 3", "number 2", "number 1", "number 0"], Messages(history.Find(new LogFilter(), 0, 9)));
    }

    [Fact]
    public async Task Lines_that_are_no_records_and_one_that_is_being_written_are_passed_over()
    {
        await LogAsync(0, 1);
        await File.AppendAllTextAsync(LogPath, "somebody's note\n\n{\"timestamp\":\"2026-01-15T12:00:09.000Z\",\"level\":\"INFO\",\"comp\n", TestContext.Current.CancellationToken);
        await LogAsync(1, 2);
        await File.AppendAllTextAsync(LogPath, "{\"timestamp\":\"2026-01-15T12:00:10.000Z\",\"level\":\"INFO\",\"component\":\"X\",\"message\":\"half", TestContext.Current.CancellationToken);
        await using var services = Build();
        Assert.Equal(["number 1", "number 0"], Messages(services.GetRequiredService<LogHistory>().Find(new LogFilter { Component = "Farol" }, 0, 9)));
    }

    [Fact]
    public async Task The_search_is_bounded_and_says_that_there_is_older()
    {
        await using (var file = File.CreateText(LogPath))
        {
            var filler = new string('x', 60_000);
            for (var n = 0; n < LogHistory.MaxReadBytes / filler.Length + 20; n++)
            {
                await file.WriteLineAsync($$"""{"timestamp":"{{Start.AddSeconds(n):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","level":"INFO","component":"X","message":"{{filler}}"}""");
            }
        }

        await using var services = Build();
        var history = services.GetRequiredService<LogHistory>();
        var all = history.Find(new LogFilter(), 0, 1);
        Assert.False(all.IsWhole);
        Assert.InRange(all.Total, 500, LogHistory.MaxReadBytes / 60_000);
        Assert.True(all.Since > Start);
        Assert.True(history.Find(new LogFilter { From = all.Since!.Value.AddMinutes(2) }, 0, 1).IsWhole);
    }

    [Fact]
    public async Task Without_a_file_it_is_what_this_process_remembers_and_says_so()
    {
        await using var services = Build(o => o with { File = "" });
        services.GetRequiredService<ILoggerFactory>().CreateLogger("Farol.Test").LogInformation("remembered");
        var found = services.GetRequiredService<LogHistory>().Find(new LogFilter(), 0, 9);
        Assert.Equal((false, "remembered"), (found.HasFile, Assert.Single(found.Records).Message));
    }

    private string LogPath => _folder.File("farol.log");

    private static IEnumerable<string> Messages(LogFinding found) => found.Records.Select(r => r.Message);

    private async Task LogAsync(int from, int to, Func<LogOptions, LogOptions>? change = null)
    {
        await using var services = Build(change);
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Farol.Test");
        for (var n = from; n < to; n++)
        {
            log.Log(n % 2 == 0 ? LogLevel.Information : LogLevel.Error, "number {Number}", n);
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private ServiceProvider Build(Func<LogOptions, LogOptions>? change = null)
    {
        var options = new LogOptions { File = LogPath, Console = LogConsole.None };
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddLogging(l => l.AddFarolLog(change?.Invoke(options) ?? options, Stream.Null));
        return services.BuildServiceProvider();
    }
}
