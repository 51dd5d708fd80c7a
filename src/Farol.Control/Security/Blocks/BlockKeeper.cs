using Farol.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Security.Blocks;

/// <summary>Has the entries in memory before anything asks for them, and removes each when it ends.</summary>
internal sealed class BlockKeeper(BlockTable table, BlockStore store, BlockList list, TimeProvider time, ILogger<BlockKeeper> log) : BackgroundService
{
    /// <summary>How long another replica's change takes at most to be known here.</summary>
    private static readonly TimeSpan _refresh = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        table.Set(System.Collections.Immutable.ImmutableDictionary.CreateRange(
            (await store.LoadAsync(cancellationToken)).Where(e => !e.HasEnded(now)).Select(e => KeyValuePair.Create(e.Id, e))));
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!table.Entries.IsEmpty)
        {
            // A gateway that was linked before they were read has none of them yet.
            await list.RepublishAsync(stoppingToken);
        }

        using var tick = new PeriodicTimer(_look, time);
        var refreshed = time.GetUtcNow();
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            var now = time.GetUtcNow();
            if (now - refreshed < _refresh && !table.Entries.Values.Any(e => e.HasEnded(now)))
            {
                continue;
            }

            refreshed = now;
            try
            {
                await list.RefreshAsync(stoppingToken);
            }
            catch (StoreException failure)
            {
                log.LogWarning("Blocks could not be read: {Reason}", failure.Message);
            }
        }
    }
}
