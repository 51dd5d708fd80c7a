using System.Net;
using System.Net.Sockets;
using Farol.Access.Problems;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;
using Farol.Control.Tenants;

namespace Farol.Control.Backends;

/// <summary>
/// What is asked of a tenant's objects beyond what holds for everybody's: where its backends are, now and under every name; how many it has.
/// Gateways ask the first again whenever they resolve a name.
/// </summary>
internal sealed class TenantChecks(IConfiguration configuration, DocumentJudge judge, ITenantLimits limits, NameLookUp lookUp, OwnAddresses own)
{
    /// <summary>More at once would be a burst that resolvers drop.</summary>
    private const int MaxLookUps = 16;

    /// <summary>Whoever saves a pool waits for its names; one that takes longer is not there.</summary>
    private static readonly TimeSpan _maxLookUp = TimeSpan.FromSeconds(5);

    /// <summary>422 by key for every address that the tenant may not use; null: all are fine. The installation's own may be anywhere.</summary>
    /// <param name="pathOf">The key of the address of the backend with this index.</param>
    /// <param name="stored">Addresses that were saved before are the gateways' to judge.</param>
    public async Task<ApiProblem?> FindProblemAsync(
        ObjectScope scope, IReadOnlyList<BackendSection> backends, Func<int, string> pathOf, PoolSection? stored, CancellationToken cancellationToken)
    {
        if (scope.Owner is not { } tenant)
        {
            return null;
        }

        own.Refresh();
        var reachable = new ReachableNetworks(NetworksOf(tenant));
        var known = stored?.Backends.Select(b => b.Address).ToHashSet(StringComparer.Ordinal) ?? [];
        var problems = new string?[backends.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxLookUps, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, backends.Count).Where(i => !known.Contains(backends[i].Address)), options, async (index, token) =>
            problems[index] = await FindObstacleAsync(backends[index].Address, reachable, token));
        var errors = new FieldErrors();
        for (var i = 0; i < problems.Length; i++)
        {
            errors.AddIf(pathOf(i), problems[i]);
        }

        return errors.ToProblem();
    }

    /// <summary>The document, unless it has more of the tenant than its plan allows and than it had before.</summary>
    /// <exception cref="ChangeException">It has.</exception>
    public GatewayDocument HeldToPlan(ObjectScope scope, ConfigurationState state, GatewayDocument after)
    {
        if (scope.Owner is { } tenant && limits.Find(tenant) is { } plan)
        {
            Hold("backends", plan.MaxBackends, d => d.Pools.Where(p => p.Tenant == tenant).Sum(p => p.Backends.Count));
            Hold("routes", plan.MaxRoutes, d => d.Routes.Count(r => r.Tenant == tenant));
        }

        return after;

        void Hold(string what, int? most, Func<GatewayDocument, int> count)
        {
            var now = count(after) + count(state.File);
            if (now > most && now > count(state.Api) + count(state.File))
            {
                throw new ChangeException(ApiProblem.Invalid("(plan)", $"{scope.TenantId} may have {most} {what} by its plan, and would have {now}"));
            }
        }
    }

    private async Task<string?> FindObstacleAsync(string address, ReachableNetworks reachable, CancellationToken cancellationToken)
    {
        if (!HostPort.TryParse(address, out var target))
        {
            return null;
        }

        if (IPAddress.TryParse(target.Host, out var literal))
        {
            return LooksLikeNumber(target.Host) && literal.ToString() != target.Host
                ? $"{target.Host} is an unusual way to write {literal}; write that"
                : Describe(target.Host, literal, reachable);
        }

        if (LooksLikeNumber(target.Host))
        {
            return $"{target.Host} is neither a name nor an address";
        }

        var (found, failure) = await ResolveAsync(target.Host, cancellationToken);
        return failure ?? found.Select(a => Describe(target.Host, a, reachable)).FirstOrDefault(d => d is not null);
    }

    private string? Describe(string host, IPAddress address, ReachableNetworks reachable) => reachable.FindObstacle(address, own) is { } obstacle
        ? $"{(host == address.ToString() ? host : $"{host} ({address})")} is {obstacle}, where a tenant's backends may not be; the platform can open a network to the tenant (backend_networks)"
        : null;

    private async Task<(IPAddress[] Found, string? Failure)> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_maxLookUp);
        try
        {
            var found = await lookUp(host, limit.Token).WaitAsync(limit.Token);
            return found.Length == 0 ? ([], $"the name {host} has no address") : (found, null);
        }
        catch (Exception failed) when (failed is SocketException or ArgumentException)
        {
            return ([], $"the name {host} cannot be resolved: {failed.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ([], $"the name {host} was not resolved within {_maxLookUp.TotalSeconds:0} s");
        }
    }

    /// <summary>No top-level domain is a number (RFC 3696), so that such a name can only be meant as an address in disguise.</summary>
    private static bool LooksLikeNumber(string host)
    {
        var last = host.TrimEnd('.').Split('.')[^1];
        return !host.Contains(':', StringComparison.Ordinal)
            && (last.All(char.IsAsciiDigit) || last.StartsWith("0x", StringComparison.OrdinalIgnoreCase));
    }

    private ValueList<IPNetwork> NetworksOf(string tenant) => judge.Complete(configuration.Current.Whole).Tenants.FirstOrDefault(t => t.Name == tenant)?.BackendNetworks ?? [];
}
