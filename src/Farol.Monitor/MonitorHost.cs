using Farol.Monitor.History;
using Farol.Monitor.Routers;
using Farol.Monitor.Status;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Monitor;

/// <summary>Starts and stops the watching, publishes the program's state and keeps the history within its limits.</summary>
internal sealed class MonitorHost(
    RouterRegistry registry, SystemStatus status, RouterHealth health, RouterMetrics metrics, IHistory history, TimeProvider time, ILogger<MonitorHost> log) : BackgroundService
{
    private static readonly TimeSpan _statusInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _pruneInterval = TimeSpan.FromMinutes(10);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await registry.StartAsync(cancellationToken);
        foreach (var router in registry.All)
        {
            router.ConnectionChanged += PublishStatus;
        }

        registry.Changed += SubscribeToAll;
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        metrics.Dispose();
        await registry.DisposeAsync();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(PublishStatusesAsync(stoppingToken), PruneAsync(stoppingToken));

    private async Task PublishStatusesAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_statusInterval, time);
        do
        {
            foreach (var router in registry.All)
            {
                PublishStatus(router);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_pruneInterval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                var removed = await history.PruneAsync(cancellationToken);
                if (removed > 0)
                {
                    log.LogInformation("{Samples} samples beyond the retention were removed", removed);
                }
            }
            catch (Store.StoreException failure)
            {
                log.LogError("The history could not be pruned: {Error}", failure.Message);
            }
        }
    }

    private void SubscribeToAll()
    {
        foreach (var router in registry.All)
        {
            // A router that was there keeps one subscription: taking one away that is not there does nothing.
            router.ConnectionChanged -= PublishStatus;
            router.ConnectionChanged += PublishStatus;
        }
    }

    private void PublishStatus(MonitoredRouter router)
    {
        health.Take(router);
        router.Context.Feed.PublishStatus(status.Of(router));
    }
}
