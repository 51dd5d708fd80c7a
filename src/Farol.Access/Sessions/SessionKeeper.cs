using Farol.Access.Accounts;
using Farol.Access.Users;
using Farol.Store.Databases;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Access.Sessions;

/// <summary>Brings the live sessions back after a restart, ends those that expire, and forgets old ones.</summary>
internal sealed class SessionKeeper(
    IStateDatabase database, SessionIndex index, TimeProvider time, ILogger<SessionKeeper> logger) : BackgroundService
{
    /// <summary>Requests check expiry themselves; this is for sockets.</summary>
    private static readonly TimeSpan _sweepInterval = TimeSpan.FromSeconds(5);

    /// <summary>Ended sessions stay this long, so that a reused refresh token is still known as such.</summary>
    private static readonly TimeSpan _keepExpired = TimeSpan.FromDays(30);

    private static readonly TimeSpan _forgetInterval = TimeSpan.FromHours(6);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_sweepInterval, time);
        var nextForget = time.GetUtcNow();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = time.GetUtcNow();
            var nowMs = now.ToUnixTimeMilliseconds();
            index.End(index.All.Where(session => session.ExpiresAtMs <= nowMs).Select(session => session.Row.Id).ToList());
            if (now >= nextForget)
            {
                nextForget = now + _forgetInterval;
                await ForgetAsync(now, stoppingToken);
            }
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        var sessions = await database.ReadAsync(
            async unit =>
            {
                var accounts = new Dictionary<string, Account?>(StringComparer.Ordinal);
                var found = new List<Session>();
                foreach (var row in await SessionRows.ListLiveAsync(unit, nowMs))
                {
                    if (!accounts.TryGetValue(row.UserId, out var account))
                    {
                        accounts[row.UserId] = account = await AccountRows.FindAsync(unit, row.UserId);
                    }

                    if (account is { User.Disabled: false })
                    {
                        found.Add(new Session(row, account));
                    }
                }

                return found;
            },
            cancellationToken);
        sessions.ForEach(index.Add);
    }

    private async Task ForgetAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var before = (now - _keepExpired).ToUnixTimeMilliseconds();
            await database.WriteAsync(
                async unit =>
                {
                    await SessionRows.DeleteExpiredAsync(unit, before);
                    await UserRows.DeleteExpiredLinksAsync(unit, now.ToUnixTimeMilliseconds());
                },
                cancellationToken);
        }
        catch (Farol.Store.StoreException error)
        {
            // Cleaning may wait; ending sessions may not stop because of it.
            logger.LogWarning(error, "Old sessions could not be deleted");
        }
    }
}
