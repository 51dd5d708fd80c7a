using System.Text;
using System.Text.Json;
using Farol.Configuration.Gateway;
using Farol.Gateway.Metering;
using Testing.Support;

namespace Farol.Gateway.Tests.Metering;

public sealed class AccessLogTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_line_says_what_happened_in_json()
    {
        var line = Assert.Single(Written(new AccessLogSection { Enabled = true }, log => log.RingFor(0, 200)!.Write(Entry("/a b"u8))));
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        Assert.Equal("2026-01-15T12:00:00.000Z", root.GetProperty("time").GetString());
        Assert.Equal("192.0.2.7", root.GetProperty("client").GetString());
        Assert.Equal(("GET", "shop.test", "/a b", 200), (root.GetProperty("method").GetString(), root.GetProperty("host").GetString(), root.GetProperty("path").GetString(), root.GetProperty("status").GetInt32()));
        Assert.Equal(1.234, root.GetProperty("duration_ms").GetDouble());
        Assert.Equal(("shop", "shop/one"), (root.GetProperty("route").GetString(), root.GetProperty("backend").GetString()));
        Assert.False(root.TryGetProperty("tenant", out _));
    }

    [Fact]
    public void Whatever_bytes_a_client_sends_the_line_is_one_valid_line()
    {
        var all = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        var lines = Written(new AccessLogSection { Enabled = true }, log => log.RingFor(0, 200)!.Write(Entry(all)));
        using var json = JsonDocument.Parse(Assert.Single(lines));
        Assert.Equal(Encoding.Latin1.GetString(all), json.RootElement.GetProperty("path").GetString());
    }

    [Fact]
    public void A_long_path_is_cut()
    {
        var path = Encoding.ASCII.GetBytes("/" + new string('x', 9_000));
        using var json = JsonDocument.Parse(Assert.Single(Written(new AccessLogSection { Enabled = true }, log => log.RingFor(0, 200)!.Write(Entry(path)))));
        Assert.Equal("/" + new string('x', 1_023) + "…", json.RootElement.GetProperty("path").GetString());
    }

    [Fact]
    public void A_sample_takes_one_in_so_many_and_every_failure()
    {
        var lines = Written(new AccessLogSection { Enabled = true, SampleOneIn = 10 }, log =>
        {
            for (var i = 0; i < 100; i++)
            {
                log.RingFor(0, 200)?.Write(Entry("/good"u8));
                if (i % 20 == 0)
                {
                    log.RingFor(0, 503)?.Write(Entry("/bad"u8));
                }
            }
        });
        Assert.Equal((10, 5), (lines.Count(l => l.Contains("/good", StringComparison.Ordinal)), lines.Count(l => l.Contains("/bad", StringComparison.Ordinal))));
    }

    [Fact]
    public void Switched_off_it_costs_nothing()
    {
        using var log = new AccessLog(1, _time);
        log.Update(new AccessLogSection { Enabled = false });
        Assert.Null(log.RingFor(0, 500));
    }

    [Fact]
    public void A_slow_disk_drops_lines_and_says_how_many()
    {
        var lines = Written(new AccessLogSection { Enabled = true, MaxWaiting = 16 }, log =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                log.RingFor(0, 200)!.Write(Entry("/"u8));
            }

            Assert.True(log.Dropped > 0);
            Assert.Equal(1_000, log.Lines + log.Dropped);
        });
        Assert.InRange(lines.Count, 50, 900);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public async Task Loops_write_at_once_and_every_line_stays_whole()
    {
        const int loops = 3;
        const int each = 5_000;
        var path = _folder.File("access.log");
        using (var log = new AccessLog(loops, TimeProvider.System))
        {
            log.Update(new AccessLogSection { Enabled = true, File = path, MaxWaiting = 100_000 });
            await Task.WhenAll(Enumerable.Range(0, loops).Select(loop => Task.Factory.StartNew(
                () =>
                {
                    for (var i = 0; i < each; i++)
                    {
                        log.RingFor(loop, 200)!.Write(Entry(Encoding.ASCII.GetBytes($"/{loop}/{i}")));
                    }
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
        }

        var paths = (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("path").GetString()!).ToList();
        Assert.Equal(loops * each, paths.Count);
        for (var loop = 0; loop < loops; loop++)
        {
            var of = $"/{loop}/";
            Assert.Equal(Enumerable.Range(0, each).Select(i => $"{of}{i}"), paths.Where(p => p.StartsWith(of, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Other_settings_take_over_without_losing_lines()
    {
        var first = _folder.File("one.log");
        var second = _folder.File("two.log");
        using (var log = new AccessLog(1, _time))
        {
            log.Update(new AccessLogSection { Enabled = true, File = first });
            log.RingFor(0, 200)!.Write(Entry("/1"u8));
            log.Update(new AccessLogSection { Enabled = true, File = second, MaxWaiting = 64 });
            log.RingFor(0, 200)!.Write(Entry("/2"u8));
            Assert.Equal(2, log.Lines);
        }

        Assert.Contains("/1", Assert.Single(File.ReadAllLines(first)), StringComparison.Ordinal);
        Assert.Contains("/2", Assert.Single(File.ReadAllLines(second)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_counted_and_tried_again()
    {
        var path = Path.Combine(_folder.File("blocked"), "access.log");
        File.WriteAllText(_folder.File("blocked"), "a file where a folder should be");
        using var log = new AccessLog(1, _time);
        log.Update(new AccessLogSection { Enabled = true, File = path });
        log.RingFor(0, 200)!.Write(Entry("/1"u8));
        log.Update(new AccessLogSection { Enabled = true, File = path + "2" });
        Assert.Equal(1, log.Dropped);
    }

    [Fact]
    public void Writing_a_line_allocates_nothing()
    {
        using var log = new AccessLog(1, _time, () => Stream.Null);
        log.Update(new AccessLogSection { Enabled = true });
        log.RingFor(0, 200)!.Write(Entry("/warm"u8));
        Assert.Equal(0, Allocations.Steady(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                log.RingFor(0, 200)!.Write(Entry("/path/with/some/length"u8));
            }
        }));
    }

    private static AccessLogEntry Entry(ReadOnlySpan<byte> path) => new()
    {
        Client = "192.0.2.7"u8,
        Method = "GET"u8,
        Host = "shop.test"u8,
        Path = path,
        Status = 200,
        BytesOut = 512,
        TotalMicroseconds = 1_234,
        FirstByteMicroseconds = 1_000,
        Route = "shop",
        Backend = "shop/one",
        RequestId = "0123456789abcdef"u8,
        UserAgent = "curl/8.0"u8,
    };

    private List<string> Written(AccessLogSection settings, Action<AccessLog> write)
    {
        var output = new MemoryStream();
        using (var log = new AccessLog(1, _time, () => output))
        {
            log.Update(settings);
            write(log);
        }

        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
