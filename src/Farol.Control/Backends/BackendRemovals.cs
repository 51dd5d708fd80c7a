using Farol.Configuration.Gateway;
using Farol.Control.Gateways;
using Farol.Control.Revisions;
using Farol.Store.Databases;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Backends;

/// <summary>Backends that were deleted and still drain: removed once nothing is under way there, or when the time is over. Survives a restart.</summary>
internal sealed class BackendRemovals(
    IStateDatabase database, IConfiguration configuration, IGatewayFleet fleet, TimeProvider time, ILogger<BackendRemovals> logger) : BackgroundService
{
    private static readonly TimeSpan _between = TimeSpan.FromSeconds(1);

    /// <summary>Counters come once a second: those of before the drain are not believed.</summary>
    private static readonly TimeSpan _leastDrain = TimeSpan.FromSeconds(2);

    /// <summary>False once a look found nothing: an idle installation does not read its database every second.</summary>
    private volatile bool _mayWait = true;

    /// <summary>Begins to wait for a backend that drains now. Returns when it is removed at the latest.</summary>
    public async Task<DateTimeOffset> AddAsync(ObjectScope scope, string id, string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = now + configuration.Current.Whole.Gateway.Timeouts.Drain;
        await database.WriteAsync(
            unit => RemovalRows.InsertAsync(unit, scope.TenantId, new RemovalRow(scope.TenantId, id, actor, now.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds())),
            cancellationToken);
        _mayWait = true;
        return until;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                // Whatever it was, the next look may go well, and the program must not end of it.
                logger.LogWarning("Backends that drain were not looked at: {Problem}", failed.Message);
            }
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (!_mayWait)
        {
            return;
        }

        // Before the look: what is added meanwhile is looked for with the next tick.
        _mayWait = false;
        var rows = await database.ReadAsync(RemovalRows.ListAllAsync, cancellationToken);
        _mayWait |= rows.Count > 0;
        foreach (var row in rows)
        {
            if (await IsDoneAsync(row, cancellationToken))
            {
                await database.WriteAsync(unit => RemovalRows.DeleteAsync(unit, row.TenantId, row.BackendId), cancellationToken);
            }
        }
    }

    /// <summary>True once there is nothing left to do: it is removed, it was removed by somebody else, or somebody wants it back.</summary>
    private async Task<bool> IsDoneAsync(RemovalRow row, CancellationToken cancellationToken)
    {
        var scope = new ObjectScope(row.TenantId);
        if (Find(configuration.Current.Api, row.BackendId) is not { Drain: true })
        {
            return true;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (now < row.UntilMs && (now < row.SinceMs + _leastDrain.TotalMilliseconds || IsBusy(row.BackendId)))
        {
            return false;
        }

        try
        {
            var id = scope.Plain(row.BackendId);
            var outcome = await configuration.ChangeAsync(
                new ConfigurationChange(row.Actor, "backend.delete", id, state => BackendEdits.Remove(state, scope, null, id))
                {
                    TenantId = scope.Owner,
                    Reason = "drained",
                },
                cancellationToken);
            if (outcome.Problem is null)
            {
                return true;
            }

            logger.LogWarning("The drained backend {Backend} cannot be removed: {Problem}", row.BackendId, outcome.Problem.Detail);
        }
        catch (ChangeException refused)
        {
            logger.LogWarning("The drained backend {Backend} cannot be removed: {Problem}", row.BackendId, refused.Problem.Detail);
        }

        // Tried again, but not for ever: whoever wants it gone is told by the backend that stays.
        return now > row.UntilMs + _between.TotalMilliseconds * 60;
    }

    private bool IsBusy(string id) =>
        fleet.All.Any(g => g.IsConnected && (g.Counters is null || g.Counters.Backends.Any(b => b.Id == id && b.InFlight > 0)));

    private static BackendSection? Find(GatewayDocument document, string id) =>
        document.Pools.SelectMany(p => p.Backends).FirstOrDefault(b => b.Id == id);
}
