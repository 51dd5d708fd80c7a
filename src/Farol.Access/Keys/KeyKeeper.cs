using Farol.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Access.Keys;

/// <summary>Brings the keys back after a restart, ends those that expire, and writes down now and then when each was used.</summary>
internal sealed class KeyKeeper(ApiKeyIndex index, KeyService keys, TimeProvider time, ILogger<KeyKeeper> logger) : BackgroundService
{
    /// <summary>Requests check expiry themselves; this is for sockets.</summary>
    private static readonly TimeSpan _sweepInterval = TimeSpan.FromSeconds(3);

    /// <summary>A busy key must not write with each request; a crash forgets at most this much of when it was used.</summary>
    private static readonly TimeSpan _saveInterval = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, long> _saved = new(StringComparer.Ordinal);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await index.ReloadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await SaveAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_sweepInterval, time);
        var nextSave = time.GetUtcNow() + _saveInterval;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            index.EndExpired();
            if (time.GetUtcNow() >= nextSave)
            {
                nextSave = time.GetUtcNow() + _saveInterval;
                await SaveAsync(stoppingToken);
            }
        }
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        var uses = index.All.Select(key => (key.Row.Id, key.LastUsedMs)).Where(use => use.LastUsedMs > _saved.GetValueOrDefault(use.Id)).ToList();
        if (uses.Count == 0)
        {
            return;
        }

        try
        {
            await keys.SaveUseAsync(uses, cancellationToken);
            foreach (var (id, usedAtMs) in uses)
            {
                _saved[id] = usedAtMs;
            }
        }
        catch (StoreException error)
        {
            // The next round writes the same again; a key works without it.
            logger.LogWarning(error, "The last use of API keys could not be written");
        }
    }
}
