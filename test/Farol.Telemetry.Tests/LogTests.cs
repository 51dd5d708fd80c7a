using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Farol.Telemetry.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing.Support;

namespace Farol.Telemetry.Tests;

public sealed class LogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_record_is_one_json_line_with_its_fields_on_console_and_in_the_file()
    {
        var (file, console) = await WriteAsync(log => log.LogWarning("Router {RouterId} took {Milliseconds} ms", "r1", 1500));

        var line = JsonDocument.Parse(Assert.Single(file)).RootElement;
        Assert.Equal(file, console);
        Assert.Equal("WARNING", line.GetProperty("level").GetString());
        Assert.Equal("Farol.Test", line.GetProperty("component").GetString());
        Assert.Equal("Router r1 took 1500 ms", line.GetProperty("message").GetString());
        Assert.Equal("2026-01-15T12:00:00.000Z", line.GetProperty("timestamp").GetString());
        Assert.Equal("r1", line.GetProperty("fields").GetProperty("router_id").GetString());
        Assert.Equal(1500, line.GetProperty("fields").GetProperty("milliseconds").GetInt32());
    }

    [Theory]
    [InlineData(LogLevel.Debug, "DEBUG")]
    [InlineData(LogLevel.Information, "INFO")]
    [InlineData(LogLevel.Warning, "WARNING")]
    [InlineData(LogLevel.Error, "ERROR")]
    [InlineData(LogLevel.Critical, "ERROR")]
    public async Task Levels_are_written_as_people_grep_for_them(LogLevel level, string word)
    {
        var (file, _) = await WriteAsync(log => log.Log(level, "text"), o => o with { Level = LogLevel.Debug });

        Assert.Contains($"\"level\":\"{word}\"", Assert.Single(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Below_the_level_nothing_is_written()
    {
        var (file, console) = await WriteAsync(log => log.LogInformation("quiet"), o => o with { Level = LogLevel.Warning });

        Assert.Empty(file);
        Assert.Empty(console);
    }

    [Theory]
    [InlineData("debug", LogLevel.Debug)]
    [InlineData(" INFO ", LogLevel.Information)]
    [InlineData("Warning", LogLevel.Warning)]
    [InlineData("ERROR", LogLevel.Error)]
    public void Level_names_are_read_in_any_case(string text, LogLevel expected)
    {
        Assert.True(LogOptions.TryReadLevel(text, out var level, out _));
        Assert.Equal(expected, level);
    }

    [Theory]
    [InlineData("verbose")]
    [InlineData("")]
    [InlineData("3")]
    public void An_unknown_level_is_refused_with_the_choices(string text)
    {
        Assert.False(LogOptions.TryReadLevel(text, out _, out var error));
        Assert.Contains("LOG_LEVEL", error, StringComparison.Ordinal);
        Assert.Contains("DEBUG, INFO, WARNING or ERROR", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trace_id_of_the_request_is_written()
    {
        using var activity = new Activity("request").Start();

        var (file, _) = await WriteAsync(log => log.LogInformation("text"));

        Assert.Equal(activity.TraceId.ToString(), JsonDocument.Parse(file[0]).RootElement.GetProperty("trace_id").GetString());
    }

    [Fact]
    public async Task An_exception_is_written_with_its_stack()
    {
        var (file, _) = await WriteAsync(log =>
        {
            try
            {
                throw new InvalidOperationException("planted");
            }
            catch (InvalidOperationException fault)
            {
                log.LogError(fault, "It failed");
            }
        });

        var exception = JsonDocument.Parse(Assert.Single(file)).RootElement.GetProperty("exception").GetString();
        Assert.Contains("planted", exception, StringComparison.Ordinal);
        Assert.Contains(nameof(LogTests), exception, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scopes_add_their_values()
    {
        var (file, _) = await WriteAsync(log =>
        {
            using var scope = log.BeginScope("poll of {RouterId}", "r7");
            log.LogInformation("text");
        });

        Assert.Equal("r7", JsonDocument.Parse(file[0]).RootElement.GetProperty("fields").GetProperty("router_id").GetString());
    }

    [Fact]
    public async Task A_message_cannot_forge_a_line()
    {
        var (file, _) = await WriteAsync(log => log.LogInformation("{Text}", "first\n{\"level\":\"ERROR\"}"));
        var (_, console) = await WriteAsync(
            log => log.LogInformation("{Text}", "first\nERROR forged \u001b[31m"), o => o with { Console = LogConsole.Text });

        Assert.Single(file);
        Assert.Single(console);
        Assert.DoesNotContain('\u001b', console[0]);
    }

    [Fact]
    public async Task A_long_text_is_cut_off_and_says_so()
    {
        var (file, _) = await WriteAsync(log => log.LogInformation("{Text}", new string('x', 500)), o => o with { MaxTextCharacters = 100 });

        Assert.Contains("(400 characters more)", JsonDocument.Parse(file[0]).RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_file_becomes_the_numbered_one_before_and_only_so_many_are_kept()
    {
        await WriteAsync(
            log =>
            {
                for (var n = 0; n < 100; n++)
                {
                    log.LogInformation("{Number} {Filler}", n, new string('x', 100));
                }
            },
            o => o with { MaxFileBytes = 2000, MaxFiles = 3 });

        var names = Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order();
        Assert.Equal(["farol.1.log", "farol.2.log", "farol.log"], names);
        Assert.All(Directory.GetFiles(_folder.Path), f => Assert.InRange(new FileInfo(f).Length, 1, 2000));
        Assert.Contains("\"number\":99", await File.ReadAllTextAsync(LogPath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_goes_on_in_the_same_file()
    {
        await WriteAsync(log => log.LogInformation("first"));
        var (file, _) = await WriteAsync(log => log.LogInformation("second"));

        Assert.Equal(2, file.Length);
    }

    [Fact]
    public void The_files_folder_is_made()
    {
        var path = _folder.File("a/b/farol.log");

        Assert.Empty(new LogOptions { File = path }.Validate());
        Assert.True(File.Exists(path));
    }

    [Theory]
    [InlineData("/proc/farol/farol.log")]
    [InlineData("/dev/null/farol.log")]
    [InlineData("/")]
    public void A_file_that_cannot_be_written_is_told_with_its_setting(string path)
    {
        var fault = Assert.Single(new LogOptions { File = path }.Validate());

        Assert.StartsWith("LOG_FILE is '" + path, fault, StringComparison.Ordinal);
        Assert.Contains("leave it empty", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_cannot_be_used_are_all_named()
    {
        var faults = new LogOptions { File = "", MaxFiles = 0, MaxQueuedRecords = -1 }.Validate();

        Assert.Equal(["MaxFiles", "MaxQueuedRecords"], faults.Select(f => f.Split(' ')[0]));
    }

    [Fact]
    public async Task A_console_that_takes_nothing_drops_and_counts_and_does_not_hold_up_the_caller()
    {
        using var console = new BlockedStream();
        await using var services = Build(new LogOptions { File = "", MaxQueuedRecords = 10 }, console);
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Farol.Test");
        log.LogInformation("taken by the writer");
        await console.Blocked.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        for (var n = 0; n < 50; n++)
        {
            log.LogInformation("{Number}", n);
        }

        Assert.Equal(40, services.GetRequiredService<LogPipeline>().DroppedByConsole);
        console.Release();
    }

    [Fact]
    public async Task A_file_that_breaks_later_is_told_once_and_written_again_when_it_can()
    {
        using var console = new MemoryStream();
        await using var services = Build(new LogOptions { File = LogPath, MaxFileBytes = 400, MaxFiles = 2 }, console);
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Farol.Test");
        var pipeline = services.GetRequiredService<LogPipeline>();

        // A folder in the place where the full file should go makes rotation fail, also for root.
        Directory.CreateDirectory(Path.Combine(_folder.Path, "farol.1.log", "in-the-way"));
        for (var n = 0; n < 10; n++)
        {
            log.LogInformation("{Number} {Filler}", n, new string('x', 200));
        }

        await Eventually.True(() => pipeline.DroppedByFile == 9, "all but the first are dropped");
        Directory.Delete(Path.Combine(_folder.Path, "farol.1.log"), recursive: true);
        log.LogInformation("again");
        await services.DisposeAsync();

        Assert.Contains("again", await File.ReadAllTextAsync(LogPath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Single(Lines(console), l => l.Contains("LOG_FILE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_records_can_be_looked_through()
    {
        var time = new ManualTime();
        await using var services = Build(new LogOptions { File = "", Console = LogConsole.None, MaxRecentRecords = 5 }, Stream.Null, time);
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Farol.Test");
        for (var n = 0; n < 8; n++)
        {
            log.Log(n % 2 == 0 ? LogLevel.Information : LogLevel.Error, "number {Number}", n);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var recent = services.GetRequiredService<RecentLogs>();
        var start = new ManualTime().GetUtcNow();
        Assert.Equal(["number 7", "number 6", "number 5", "number 4", "number 3"], recent.Find(10).Select(r => r.Message));
        Assert.Equal(["number 7", "number 5"], recent.Find(2, LogLevel.Warning).Select(r => r.Message));
        Assert.Equal(["number 6"], recent.Find(10, text: "BER 6").Select(r => r.Message));
        Assert.Empty(recent.Find(10, component: "Kestrel"));
        Assert.Equal(["number 5", "number 4"], recent.Find(10, from: start.AddSeconds(4), to: start.AddSeconds(6)).Select(r => r.Message));
    }

    private string LogPath => _folder.File("farol.log");

    private static ServiceProvider Build(LogOptions options, Stream console, TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time ?? new ManualTime());
        services.AddLogging(l => l.AddFarolLog(options, console));
        return services.BuildServiceProvider();
    }

    private async Task<(string[] File, string[] Console)> WriteAsync(Action<ILogger> write, Func<LogOptions, LogOptions>? change = null)
    {
        var options = new LogOptions { File = LogPath };
        using var console = new MemoryStream();
        await using (var services = Build(change?.Invoke(options) ?? options, console))
        {
            write(services.GetRequiredService<ILoggerFactory>().CreateLogger("Farol.Test"));
        }

        return (File.Exists(LogPath) ? await File.ReadAllLinesAsync(LogPath) : [], Lines(console));
    }

    private static string[] Lines(MemoryStream console) =>
        Encoding.UTF8.GetString(console.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
