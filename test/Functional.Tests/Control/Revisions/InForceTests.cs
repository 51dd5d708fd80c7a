using System.Diagnostics;
using System.Net.Http.Json;
using Testing.Support;

namespace Functional.Tests.Control.Revisions;

/// <summary>Changes by API reach clients within a second, and cost no request.</summary>
[Collection(ControlGroup.Name)]
public sealed class InForceTests(ITestOutputHelper output)
{
    private const int RequestsPerSecond = 100;
    private const int Rounds = 8;

    private static readonly TimeSpan _promise = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Backends_are_added_changed_and_removed_under_load_within_a_second_and_without_a_failed_request()
    {
        await using var run = await ControlRun.StartOwnAsync();
        await using var first = await NamedBackend.StartAsync("first");
        await using var second = await NamedBackend.StartAsync("second");
        await run.PostAsync("/api/pools", new { name = "web", backends = new[] { new { address = first.Loopback } } });
        await run.PostAsync("/api/routes", new { name = "web", host = "web.example", pool = "web" });
        Assert.Equal((200, "first"), await run.PageAsync("web.example"));
        using var stop = new CancellationTokenSource();
        var load = LoadAsync(run, stop.Token);
        var took = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var (comes, goes) = round % 2 == 0 ? (second, first) : (first, second);
            took.Add(await UntilAsync(run, comes.Name, () => run.PostAsync("/api/backends", new { pool = "web", address = comes.Loopback })));
            using (var change = await run.Admin.PutAsJsonAsync($"/api/backends/web/{comes.Loopback}", new { pool = "web", address = comes.Loopback, weight = 3 }, TestContext.Current.CancellationToken))
            {
                await ControlRun.ReadAsync(change);
            }

            // Nothing goes to the one that went, from the answer on: it was in force before it was answered.
            using (var removal = await run.Admin.DeleteAsync($"/api/backends/web/{goes.Loopback}?force=true", TestContext.Current.CancellationToken))
            {
                Assert.True(removal.IsSuccessStatusCode, await removal.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            }

            Assert.Equal((200, comes.Name), await run.PageAsync("web.example"));
        }

        await stop.CancelAsync();
        var (asked, failed) = await load;
        output.WriteLine($"{asked} requests, {failed} failed; in force after {took.Min():0} to {took.Max():0} ms, mean {took.Average():0} ms");
        Assert.Equal(0, failed);
        Assert.True(asked > RequestsPerSecond, $"only {asked} requests");
        Assert.InRange(took.Max(), 0, _promise.TotalMilliseconds);
    }

    /// <summary>Milliseconds from the call's begin until the gateway answers with that backend.</summary>
    private static async Task<double> UntilAsync(ControlRun run, string backend, Func<Task> call)
    {
        var begun = Stopwatch.GetTimestamp();
        await call();
        await Eventually.True(async () => (await run.PageAsync("web.example")).Body == backend, $"{backend} answers");
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static async Task<(int Asked, int Failed)> LoadAsync(ControlRun run, CancellationToken cancellationToken)
    {
        var (asked, failed) = (0, 0);
        var running = new List<Task>();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / RequestsPerSecond));
        try
        {
            while (await pace.WaitForNextTickAsync(cancellationToken))
            {
                running.Add(AskAsync());
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(running);
        }

        return (asked, failed);

        async Task AskAsync()
        {
            Interlocked.Increment(ref asked);
            try
            {
                if ((await run.PageAsync("web.example")).Status != 200)
                {
                    Interlocked.Increment(ref failed);
                }
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref failed);
            }
        }
    }
}
