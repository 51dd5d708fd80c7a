using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Farol.Telemetry.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing.Support;

namespace Farol.Telemetry.Tests;

public sealed class MetricsTests : IAsyncLifetime
{
    private static int _count;

    // Meters are global to the process: each test listens to its own prefix.
    private readonly string _prefix = $"Farol.Test{Interlocked.Increment(ref _count)}.";
    private readonly HttpClient _http = new();
    private readonly TemporaryFolder _folder = new();
    private Meter _meter = null!;
    private WebApplication? _app;

    public ValueTask InitializeAsync()
    {
        _meter = new Meter(_prefix + "Meter");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _folder.Dispose();
        _meter.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    [Fact]
    public async Task Counters_gauges_and_histograms_are_written_with_their_labels()
    {
        await StartAsync();
        var counter = _meter.CreateCounter<long>("farol.polls", description: "Polls done");
        counter.Add(2, new KeyValuePair<string, object?>("router", "r1"));
        counter.Add(3, new KeyValuePair<string, object?>("router", "r1"));
        counter.Add(1, new KeyValuePair<string, object?>("router", "r2"));
        _meter.CreateUpDownCounter<int>("farol_sessions_open").Add(4);
        _meter.CreateGauge<double>("farol_temperature_celsius").Record(41.5);
        _meter.CreateObservableGauge("farol_age", () => 1.25, unit: "s");
        var histogram = _meter.CreateHistogram(
            "farol_poll_duration", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        histogram.Record(0.05);
        histogram.Record(0.1);
        histogram.Record(5);

        var page = await PageAsync();

        Assert.Contains("# HELP farol_polls_total Polls done\n# TYPE farol_polls_total counter\n", page, StringComparison.Ordinal);
        Assert.Equal("5", Value(page, "farol_polls_total{router=\"r1\"}"));
        Assert.Equal("1", Value(page, "farol_polls_total{router=\"r2\"}"));
        Assert.Equal("4", Value(page, "farol_sessions_open"));
        Assert.Equal("41.5", Value(page, "farol_temperature_celsius"));
        Assert.Equal("1.25", Value(page, "farol_age_seconds"));
        Assert.Equal("2", Value(page, "farol_poll_duration_seconds_bucket{le=\"0.1\"}"));
        Assert.Equal("2", Value(page, "farol_poll_duration_seconds_bucket{le=\"1\"}"));
        Assert.Equal("3", Value(page, "farol_poll_duration_seconds_bucket{le=\"+Inf\"}"));
        Assert.Equal("3", Value(page, "farol_poll_duration_seconds_count"));
        Assert.Equal("5.15", Value(page, "farol_poll_duration_seconds_sum"));
    }

    [Fact]
    public async Task Labels_and_help_are_escaped()
    {
        await StartAsync();
        _meter.CreateCounter<long>("farol_odd", description: "a\\b\nc").Add(1, new KeyValuePair<string, object?>("text", "q\"b\\n\nend"));

        var page = await PageAsync();

        Assert.Contains("# HELP farol_odd_total a\\\\b\\nc\n", page, StringComparison.Ordinal);
        Assert.Contains("farol_odd_total{text=\"q\\\"b\\\\n\\nend\"} 1\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Label_sets_over_the_limit_are_counted_together_and_nothing_is_lost()
    {
        await StartAsync(o => o with { MaxSeriesPerMetric = 10 });
        var counter = _meter.CreateCounter<long>("farol_wild");
        for (var n = 0; n < 100; n++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("user", n));
        }

        var page = await PageAsync();

        var lines = page.Split('\n').Where(l => l.StartsWith("farol_wild_total{", StringComparison.Ordinal)).ToList();
        Assert.Equal(11, lines.Count);
        Assert.Equal("90", Value(page, "farol_wild_total{overflow=\"true\"}"));
    }

    [Fact]
    public async Task An_observed_label_set_that_is_gone_is_not_told_any_more()
    {
        await StartAsync(o => o with { MaxSeriesPerMetric = 2 });
        string[] routers = ["r1", "r2"];
        _meter.CreateObservableGauge("farol_router_up", () => routers.Select(r => new Measurement<int>(1, new KeyValuePair<string, object?>("router", r))));

        var before = await PageAsync();
        routers = ["r3"];
        var after = await PageAsync();

        Assert.Contains("farol_router_up{router=\"r1\"}", before, StringComparison.Ordinal);
        Assert.DoesNotContain("farol_router_up{router=\"r1\"}", after, StringComparison.Ordinal);
        Assert.Equal("1", Value(await PageAsync(), "farol_router_up{router=\"r3\"}"));
    }

    [Fact]
    public async Task One_name_with_two_types_is_left_out_and_counted()
    {
        await StartAsync();
        _meter.CreateUpDownCounter<long>("farol_twice").Add(1);
        _meter.CreateObservableGauge("farol_twice", () => 5);

        var page = await PageAsync();

        Assert.Equal("1", Value(page, "farol_twice"));
        Assert.Equal("1", Value(page, "farol_telemetry_instruments_left_out"));
    }

    [Fact]
    public async Task Other_meters_are_not_published()
    {
        await StartAsync();
        using var foreign = new Meter("Foreign");
        foreign.CreateCounter<long>("foreign").Add(1);
        using var otherProgram = new ServiceCollection().AddMetrics().BuildServiceProvider();
        otherProgram.GetRequiredService<IMeterFactory>().Create(_prefix + "Other").CreateCounter<long>("foreign_too").Add(1);

        Assert.DoesNotContain("foreign", await PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_are_counted_by_route_method_and_status_with_their_size_and_time()
    {
        await StartAsync();
        await GetAsync("/api/item/1");
        await GetAsync("/api/item/2");
        await GetAsync("/nowhere/at/all");
        await GetAsync("/fails");
        using var odd = new HttpRequestMessage(new HttpMethod("INVENTED"), new Uri(_app!.Urls.Single() + "/api/item/1"));
        using var answer = await _http.SendAsync(odd, TestContext.Current.CancellationToken);

        var page = await PageAsync();

        Assert.Equal("2", Value(page, "http_requests_total{route=\"/api/item/{id}\",method=\"GET\",status=\"200\"}"));
        Assert.Equal("1", Value(page, "http_requests_total{route=\"unmatched\",method=\"GET\",status=\"404\"}"));
        Assert.Equal("1", Value(page, "http_requests_total{route=\"/fails\",method=\"GET\",status=\"500\"}"));
        Assert.Contains("method=\"other\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("nowhere", page, StringComparison.Ordinal);
        Assert.Equal("2", Value(page, "http_response_size_bytes_count{route=\"/api/item/{id}\",method=\"GET\",status=\"200\"}"));
        Assert.Equal("26", Value(page, "http_response_size_bytes_sum{route=\"/api/item/{id}\",method=\"GET\",status=\"200\"}"));
        Assert.Equal("2", Value(page, "http_request_duration_seconds_count{route=\"/api/item/{id}\",method=\"GET\",status=\"200\"}"));
    }

    [Theory]
    [InlineData("/stream", 3000)]
    [InlineData("/file", 5000)]
    [InlineData("/writer", 1234)]
    public async Task Bytes_are_counted_however_they_are_written(string path, int bytes)
    {
        await StartAsync();
        var body = await GetAsync(path);

        Assert.Equal(bytes, body.Length);
        Assert.Equal(
            bytes.ToString(CultureInfo.InvariantCulture),
            Value(await PageAsync(), $"http_response_size_bytes_sum{{route=\"{path}\",method=\"GET\",status=\"200\"}}"));
    }

    [Fact]
    public async Task Routes_over_the_limit_are_counted_together()
    {
        await StartAsync(o => o with { MaxSeriesPerMetric = 1 });
        await GetAsync("/api/item/1");
        await GetAsync("/nowhere");
        await GetAsync("/fails");

        Assert.Equal("2", Value(await PageAsync(), "http_requests_total{overflow=\"true\"}"));
    }

    [Fact]
    public async Task The_process_is_described_as_the_kernel_sees_it()
    {
        await StartAsync();
        var page = await PageAsync();
        using var self = Process.GetCurrentProcess();

        Assert.InRange(double.Parse(Value(page, "process_resident_memory_bytes")!, CultureInfo.InvariantCulture), self.WorkingSet64 / 2.0, self.WorkingSet64 * 2.0);
        Assert.InRange(double.Parse(Value(page, "process_cpu_seconds_total")!, CultureInfo.InvariantCulture), 0.01, self.TotalProcessorTime.TotalSeconds + 1);
        var started = DateTimeOffset.FromUnixTimeSeconds((long)double.Parse(Value(page, "process_start_time_seconds")!, CultureInfo.InvariantCulture));
        Assert.InRange((started - self.StartTime.ToUniversalTime()).Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        foreach (var name in (string[])["process_open_fds", "process_max_fds", "process_threads", "dotnet_gc_heap_bytes", "dotnet_threadpool_threads"])
        {
            Assert.NotNull(Value(page, name));
        }
    }

    [Fact]
    public async Task Promtool_finds_nothing_to_say()
    {
        await StartAsync();
        _meter.CreateCounter<long>("farol_polls", description: "Polls done").Add(1, new KeyValuePair<string, object?>("router", "r \"1\"\\\n"));
        _meter.CreateHistogram<double>("farol_poll_duration", "s", "How long polls took").Record(0.2);
        await GetAsync("/api/item/1");
        await GetAsync("/nowhere");
        var start = new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var promtool = Process.Start(start)!;
        await promtool.StandardInput.WriteAsync(await PageAsync());
        promtool.StandardInput.Close();
        var said = await promtool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)
            + await promtool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await promtool.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("", said);
        Assert.Equal(0, promtool.ExitCode);
    }

    [Fact]
    public async Task Counting_from_many_threads_loses_nothing()
    {
        await StartAsync();
        var counter = _meter.CreateCounter<double>("farol_races");
        var histogram = _meter.CreateHistogram<double>("farol_race_seconds");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(t => Task.Run(() =>
        {
            for (var n = 0; n < 10_000; n++)
            {
                counter.Add(0.5, new KeyValuePair<string, object?>("parity", n % 2));
                histogram.Record(1);
            }
        })));

        var page = await PageAsync();

        Assert.Equal("20000", Value(page, "farol_races_total{parity=\"0\"}"));
        Assert.Equal("80000", Value(page, "farol_race_seconds_sum"));
        Assert.Equal("80000", Value(page, "farol_race_seconds_count"));
    }

    [Fact]
    public async Task Counting_a_known_label_set_takes_no_memory()
    {
        await StartAsync();
        var counter = _meter.CreateCounter<long>("farol_cheap");
        counter.Add(1, new KeyValuePair<string, object?>("router", "r1"));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var n = 0; n < 1000; n++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("router", "r1"));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private async Task StartAsync(Func<MetricsOptions, MetricsOptions>? change = null)
    {
        var options = new MetricsOptions { MeterPrefix = _prefix };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddFarolMetrics(change?.Invoke(options) ?? options);
        _app = builder.Build();
        _app.UseHttpMetrics();
        _app.MapPrometheus();
        _app.MapGet("/api/item/{id}", (string id) => Results.Text("item number " + id));
        _app.MapGet("/fails", string () => throw new InvalidOperationException("planted"));
        _app.MapGet("/stream", async (HttpContext http) =>
        {
            await http.Response.Body.WriteAsync(new byte[1000]);
            await http.Response.Body.WriteAsync(new byte[2000].AsMemory());
        });
        _app.MapGet("/writer", async (HttpContext http) =>
        {
            http.Response.BodyWriter.GetSpan(1234);
            http.Response.BodyWriter.Advance(1234);
            await http.Response.BodyWriter.FlushAsync();
        });
        var file = _folder.File("five-thousand");
        await File.WriteAllBytesAsync(file, new byte[5000]);
        _app.MapGet("/file", () => Results.File(file));
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    private Task<string> PageAsync() => GetAsync("/metrics");

    private async Task<string> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(_app!.Urls.Single() + path), TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static string? Value(string page, string series) =>
        page.Split('\n').FirstOrDefault(l => l.StartsWith(series + " ", StringComparison.Ordinal))?[(series.Length + 1)..];
}
