using Farol.Control.Revisions;
using Farol.Store.Databases;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Hosts;

/// <summary>Looks at proofs again, tries those that are waited for, and takes out routes whose hosts are lost.</summary>
internal sealed class HostKeeper(
    IStateDatabase database, IConfiguration configuration, HostClaims claims, HostRoutes routes, HostOptions options, TimeProvider time, ILogger<HostKeeper> logger)
    : BackgroundService
{
    /// <summary>A record that was just published is seen soon, and a rollback that brought back a lost host does not last.</summary>
    private static readonly TimeSpan _between = TimeSpan.FromMinutes(1);

    /// <summary>Whoever waits longer than that for a record has forgotten it, and looks themselves.</summary>
    private static readonly TimeSpan _pendingInterval = TimeSpan.FromMinutes(10);

    /// <summary>Questions in one round: the DNS servers are shared.</summary>
    private const int MaxChecks = 200;

    private const string Actor = "farol";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A change of the configuration is looked at soon, a burst of changes once.
        using var changed = new SemaphoreSlim(0, 1);
        void Wake()
        {
            try
            {
                changed.Release();
            }
            catch (SemaphoreFullException)
            {
                // It is awake already.
            }
        }

        configuration.Changed += Wake;
        try
        {
            while (true)
            {
                await RoundAsync(stoppingToken);
                using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(changed.WaitAsync(pause.Token), Task.Delay(_between, time, pause.Token));
                await pause.CancelAsync();
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            configuration.Changed -= Wake;
        }
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow();
            var provenBefore = (now - options.RecheckInterval).ToUnixTimeMilliseconds();
            var pendingBefore = (now - _pendingInterval).ToUnixTimeMilliseconds();
            foreach (var claim in await database.ReadAsync(unit => HostRows.ListDueAsync(unit, provenBefore, pendingBefore, MaxChecks), cancellationToken))
            {
                await claims.CheckAsync(claim, Actor, null, cancellationToken);
            }

            await routes.SweepAsync(cancellationToken);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // Whatever it was, the next look may go well, and the program must not end of it.
            logger.LogWarning("Host names were not looked at: {Problem}", failed.Message);
        }
    }
}
