using Farol.Control.Gateways;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Revisions;

/// <summary>Forgets revisions and usage that are older than the settings keep them.</summary>
internal sealed class RevisionRetention(RevisionStore revisions, UsageStore usage, RevisionOptions options, ILogger<RevisionRetention> log, TimeProvider time) : BackgroundService
{
    /// <summary>What is kept is counted in days.</summary>
    private static readonly TimeSpan _look = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_look, time);
        do
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Store.StoreException failure)
            {
                log.LogError("Old revisions and usage could not be removed, which is tried again in an hour: {Reason}", failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        var gone = await revisions.PruneAsync(TimeSpan.FromDays(options.KeepDays), options.KeepLast, cancellationToken);
        var hours = await usage.PruneAsync(time.GetUtcNow() - TimeSpan.FromDays(options.UsageDays), cancellationToken);
        if (gone + hours > 0)
        {
            log.LogInformation("{Revisions} old revisions and {Rows} rows of usage are removed", gone, hours);
        }
    }
}
