using System.Collections.Concurrent;
using System.Collections.Immutable;
using Farol.Access.Auditing;
using Farol.Live;
using Farol.Monitor.Events;
using Farol.Monitor.History;
using Farol.Monitor.LiveFeed;
using Farol.Monitor.Polling;
using Farol.Monitor.Pppoe;
using Farol.Store.Caching;
using Microsoft.Extensions.Logging;

namespace Farol.Monitor.Routers;

/// <summary>All routers that are watched. The first is the default one.</summary>
internal sealed class RouterRegistry(
    MonitorOptions options,
    ConfiguredRouters configured,
    RouterStore store,
    IRouterConnections connections,
    IEnumerable<IRouterFamilyFactory> factories,
    IncidentStore incidents,
    NotificationQueue notifications,
    IHistory history,
    ICache cache,
    LiveHub hub,
    TimeProvider time,
    ILogger<RouterRegistry> log) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentDictionary<string, MonitoredRouter> _routers = new(StringComparer.Ordinal);
    private ImmutableArray<string> _order = [];
    private volatile IReadOnlyList<MonitoredRouter> _all = [];

    /// <summary>A router was added, replaced or removed.</summary>
    public event Action? Changed;

    /// <summary>In order: the configured ones, then those added by the API by id. The simulated one comes last: who added a real one means that.</summary>
    public IReadOnlyList<MonitoredRouter> All => _all;

    public MonitoredRouter? Find(string id) => _routers.GetValueOrDefault(id);

    /// <summary>The router that is meant where none is named; null when there is none at all.</summary>
    public MonitoredRouter? Default => All is [var first, ..] ? first : null;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var router in configured.All)
        {
            await OpenAsync(router, version: 0, cancellationToken);
        }

        foreach (var stored in await store.ListAsync(cancellationToken))
        {
            if (_routers.TryGetValue(stored.Definition.Id, out var twin))
            {
                log.LogError("Router {Router} is defined twice: by {ManagedBy} and by the API. The one from the API is not watched; remove one of them",
                    stored.Definition.Id, twin.Definition.ManagedBy);
                continue;
            }

            await OpenAsync(stored.Definition, stored.Version, cancellationToken);
        }
    }

    /// <returns>False when the id is taken.</returns>
    public Task<bool> AddAsync(RouterDefinition router, AuditEntry entry, CancellationToken cancellationToken) =>
        InTurnAsync(async () =>
        {
            if (_routers.ContainsKey(router.Id) || await store.SaveAsync(router, version: 0, entry, cancellationToken) is not { } version)
            {
                return false;
            }

            await OpenAsync(router, version, cancellationToken);
            return true;
        }, cancellationToken);

    /// <returns>False when the stored version is another than <paramref name="version"/>.</returns>
    public Task<bool> ReplaceAsync(RouterDefinition router, long version, AuditEntry entry, CancellationToken cancellationToken) =>
        InTurnAsync(async () =>
        {
            if (await store.SaveAsync(router, version, entry, cancellationToken) is not { } saved)
            {
                return false;
            }

            // The old one keeps the place while its sessions close: without it another router would answer for the default one.
            var old = _routers.GetValueOrDefault(router.Id);
            await EndAsync(old);
            await OpenAsync(router, saved, cancellationToken, () => ForgetAsync(old));
            return true;
        }, cancellationToken);

    /// <returns>False when the stored version is another than <paramref name="version"/>.</returns>
    public Task<bool> RemoveAsync(string id, long version, AuditEntry entry, CancellationToken cancellationToken) =>
        InTurnAsync(async () =>
        {
            if (!await store.DeleteAsync(id, version, entry, cancellationToken))
            {
                return false;
            }

            _routers.TryRemove(id, out var old);
            List();
            await EndAsync(old);
            await ForgetAsync(old);
            _order = _order.Remove(id);
            Changed?.Invoke();
            return true;
        }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_routers.Values.Select(r => r.DisposeAsync().AsTask()));
        _routers.Clear();
        List();
        _turn.Dispose();
    }

    /// <param name="beforeStart">Done once the router has its place and before it is polled.</param>
    private async Task OpenAsync(RouterDefinition definition, long version, CancellationToken cancellationToken, Func<Task>? beforeStart = null)
    {
        var feed = new RouterFeed(hub, definition);
        var connection = connections.Create(definition);
        var watch = new RouterWatch(definition, options, incidents, notifications, feed.PublishAlert, time);
        var context = new RouterContext(definition, options, connection, new RouterReader(connection, time), feed, watch, new DayCurve(time), history, cache, time, log);
        var families = new RouterFamilies([.. factories.SelectMany(f => f.Create(context))]);
        var router = new MonitoredRouter(context, families, version);
        _routers[definition.Id] = router;
        if (!_order.Contains(definition.Id))
        {
            _order = _order.Add(definition.Id);
        }

        List();
        if (beforeStart is not null)
        {
            await beforeStart();
        }

        await router.StartAsync(cancellationToken);
        log.LogInformation("Watching router {Router} ({Protocol} {Host}:{Port})", definition.Id, definition.Protocol, definition.Host, definition.Port);
        Changed?.Invoke();
    }

    /// <summary>Each request looks for its router: the list is made when it changes.</summary>
    private void List() => _all = [.. _order.Select(id => _routers.GetValueOrDefault(id)).OfType<MonitoredRouter>().OrderBy(r => r.Definition.IsSimulated)];

    private static ValueTask EndAsync(MonitoredRouter? router) => router?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task ForgetAsync(MonitoredRouter? router)
    {
        foreach (var family in router?.Families.All ?? [])
        {
            await cache.RemoveAsync(router!.Context.CacheKey(family.Plan.Name), CancellationToken.None);
        }
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await change();
        }
        finally
        {
            _turn.Release();
        }
    }
}
