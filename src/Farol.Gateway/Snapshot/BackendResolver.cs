using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Farol.Configuration.Gateway;

namespace Farol.Gateway.Snapshot;

/// <summary>
/// Resolves the names of backends on ordinary threads, again and again, and publishes their addresses. A name that fails keeps its last good
/// addresses: a resolver that is away must not take the backends with it.
/// </summary>
internal sealed class BackendResolver(BackendRegistry registry, Func<string, CancellationToken, Task<IPAddress[]>> lookUp, TimeProvider clock)
{
    /// <summary>More at once would be a burst that resolvers drop.</summary>
    private const int MaxLookups = 16;

    /// <summary>Two tries of a resolver's usual 5 s fit in; what takes longer counts as failed.</summary>
    private static readonly TimeSpan _maxLookup = TimeSpan.FromSeconds(10);

    /// <summary>How long a new configuration waits for its new names; those that take longer follow when they are there.</summary>
    private static readonly TimeSpan _maxPrepare = TimeSpan.FromSeconds(2);

    /// <summary>How soon a name is tried again that has no address yet.</summary>
    private static readonly TimeSpan _retry = TimeSpan.FromSeconds(2);

    /// <summary>Resolves the names that are new in a document; call it before building a snapshot of it, so that no request meets a backend without address.</summary>
    public async Task PrepareAsync(GatewayDocument document, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_maxPrepare, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var hosts = document.Pools.SelectMany(p => p.Backends).Select(b => HostPort.TryParse(b.Address, out var target) ? target.Host : "")
            .Where(h => h.Length > 0 && registry.Names.Find(h).Length == 0);
        try
        {
            await ResolveAsync(hosts, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time for new names is over.
        }
    }

    /// <summary>Resolves every name each interval until it is cancelled.</summary>
    /// <param name="interval">Asked before each wait, since the configuration may change it.</param>
    public async Task RunAsync(Func<TimeSpan> interval, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var hasUnresolved = registry.All.Any(b => b.State is { Endpoints.Length: 0, Draining: false });
            await Task.Delay(hasUnresolved && interval() > _retry ? _retry : interval(), clock, cancellationToken);
            await ResolveAllAsync(cancellationToken);
        }
    }

    /// <summary>Resolves every name once and publishes what changed.</summary>
    public async Task ResolveAllAsync(CancellationToken cancellationToken)
    {
        var hosts = registry.All.Select(b => b.State.Host).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var failures = await ResolveAsync(hosts, cancellationToken);
        registry.Names.Keep(hosts);
        registry.Own.Refresh();
        foreach (var backend in registry.All)
        {
            backend.Change(state => registry.WithEndpoints(state, failures.GetValueOrDefault(state.Host)));
        }
    }

    /// <summary>Returns why a name failed, by name.</summary>
    private async Task<IReadOnlyDictionary<string, string>> ResolveAsync(IEnumerable<string> hosts, CancellationToken cancellationToken)
    {
        var failures = new ConcurrentDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var names = hosts.Where(h => !IPAddress.TryParse(h, out _)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Count > 0)
        {
            await LookUpAllAsync(names, failures, cancellationToken);
        }

        return failures;
    }

    private async Task LookUpAllAsync(HashSet<string> names, ConcurrentDictionary<string, string> failures, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxLookups, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(names, options, async (host, token) =>
        {
            if (await LookUpAsync(host, token) is { } failure)
            {
                failures[host] = failure;
            }
        });
    }

    private async Task<string?> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_maxLookup, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            // A look-up of the system does not always heed its token.
            var addresses = await lookUp(host, both.Token).WaitAsync(both.Token);
            if (addresses.Length == 0)
            {
                return $"the name {host} has no address";
            }

            registry.Names.Set(host, addresses);
            return null;
        }
        catch (Exception failed) when (failed is SocketException or ArgumentException)
        {
            return $"the name {host} cannot be resolved: {failed.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"the name {host} was not resolved within {_maxLookup.TotalSeconds:0} s";
        }
    }
}
