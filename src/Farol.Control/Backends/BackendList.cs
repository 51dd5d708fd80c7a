using Farol.Access.Problems;
using Farol.Configuration.Gateway;
using Farol.Control.Gateways;
using Farol.Control.Revisions;
using Farol.Link.Protocol;

namespace Farol.Control.Backends;

/// <summary>Backends with what gateways say of them now.</summary>
internal sealed class BackendList(IConfiguration configuration, IGatewayFleet fleet, BackendFigures figures, IEnumerable<IStandIn> standIns, IObjectStates states)
{
    /// <summary>From the best that can be said of a backend to the worst.</summary>
    private static readonly string[] _worse = ["healthy", "on_trial", "set_aside", "unhealthy", "disabled"];

    /// <summary>Those of one tenant (the platform's id: the installation's own), or with null all, in the order of their pools' names.</summary>
    public IReadOnlyList<BackendView> Of(string? tenantId, string? pool = null)
    {
        var state = configuration.Current;
        var gateways = fleet.All;
        var counted = Counted(gateways);
        return
        [
            .. Shown(state)
                .Where(p => tenantId is null || new ObjectScope(tenantId).Owns(p.Pool))
                .Where(p => pool is null || ObjectScope.Of(p.Pool.Tenant).Plain(p.Pool.Name) == pool)
                .OrderBy(p => p.Pool.Name, StringComparer.Ordinal)
                .SelectMany(p => p.Pool.Backends.Select(b => View(p.Pool, b, p.ManagedBy, FileOf(state, p.ManagedBy), counted[b.Id], gateways))),
        ];
    }

    /// <summary>One; null: the tenant has none of this id.</summary>
    public BackendView? Find(ConfigurationState state, ObjectScope scope, string id) =>
        Shown(state).Where(p => scope.Owns(p.Pool)).SelectMany(p => p.Pool.Backends.Select(b => (p.Pool, Backend: b, p.ManagedBy))).FirstOrDefault(f => scope.Plain(f.Backend.Id) == id)
            is { Backend: { } backend } found ? View(found.Pool, backend, found.ManagedBy, FileOf(state, found.ManagedBy), Counted(fleet.All)[backend.Id], fleet.All) : null;

    public static (PoolSection Pool, BackendSection Backend, bool IsFile)? FindSection(ConfigurationState state, ObjectScope scope, string id)
    {
        foreach (var (pool, isFile) in Pools(state).Where(p => scope.Owns(p.Pool)))
        {
            if (pool.Backends.FirstOrDefault(b => scope.Plain(b.Id) == id) is { } backend)
            {
                return (pool, backend, isFile);
            }
        }

        return null;
    }

    public static string Tag(BackendSection backend) => EntityTags.Of(ObjectForms.Backend.Canonical(backend));

    private static IEnumerable<(PoolSection Pool, bool IsFile)> Pools(ConfigurationState state) =>
        state.Api.Pools.Select(p => (p, false)).Concat(state.File.Pools.Select(p => (p, true)));

    private IEnumerable<(PoolSection Pool, string ManagedBy)> Shown(ConfigurationState state) =>
        Pools(state).Select(p => (p.Pool, p.IsFile ? Backends.ManagedBy.File : Backends.ManagedBy.Api))
            .Concat(StandInObjects.Of(standIns, state).Pools.Select(p => (p, StandInObjects.ManagedBy)));

    private static string? FileOf(ConfigurationState state, string managedBy) => managedBy == Backends.ManagedBy.File ? state.FileName : null;

    private static ILookup<string, (string Gateway, BackendCounters Counters)> Counted(IEnumerable<LinkedGateway> gateways) =>
        gateways.Where(g => g.IsConnected).SelectMany(g => (g.Counters?.Backends ?? []).Select(b => (g.Name, Counters: b))).ToLookup(b => b.Counters.Id, StringComparer.Ordinal);

    private BackendView View(
        PoolSection pool, BackendSection backend, string managedBy, string? file, IEnumerable<(string Gateway, BackendCounters Counters)> counted, IReadOnlyList<LinkedGateway> gateways)
    {
        var scope = ObjectScope.Of(pool.Tenant);
        var told = counted.ToList();
        var counters = told.ConvertAll(c => c.Counters);
        var worst = told.Where(c => _worse.Contains(c.Counters.State)).OrderByDescending(c => Array.IndexOf(_worse, c.Counters.State)).FirstOrDefault();
        var health = worst.Counters?.State;
        var isKnown = counters.Count > 0;
        var recent = figures.Of(backend.Id, gateways);
        // A backend that came with its pool has no change of its own: it stands as the pool does.
        var stands = states.Of($"backend {backend.Id}") is { DesiredRevision: not null } own ? own : states.Of($"pool {pool.Name}");
        return new BackendView
        {
            Id = scope.Plain(backend.Id),
            Address = backend.Address,
            Pool = scope.Plain(pool.Name),
            Tenant = scope.TenantId,
            Status = backend.Drain ? "draining" : health is null ? null : health is "healthy" or "on_trial" ? "online" : "offline",
            Health = health,
            HealthSince = worst.Counters is { HasStateSinceUnixMilliseconds: true } judged ? DateTimeOffset.FromUnixTimeMilliseconds(judged.StateSinceUnixMilliseconds) : null,
            HealthAuthority = worst.Counters is { StateAuthority.Length: > 0 } said ? said.StateAuthority : null,
            HealthGateway = worst.Gateway,
            Weight = backend.Weight,
            Region = backend.Region,
            Priority = backend.Priority,
            MaxConnections = backend.MaxConnections,
            Drain = backend.Drain,
            Connections = isKnown ? counters.Sum(c => c.OpenConnections) : null,
            InFlight = isKnown ? counters.Sum(c => c.InFlight) : null,
            ResponseTime = ResponseTime(counters),
            P50ResponseTime = recent.P50Milliseconds,
            P99ResponseTime = recent.P99Milliseconds,
            ErrorRate = recent.ErrorRate,
            RequestsTotal = isKnown ? counters.Sum(c => c.RequestsTotal) : null,
            BytesInTotal = isKnown ? counters.Sum(c => c.BytesInTotal) : null,
            BytesOutTotal = isKnown ? counters.Sum(c => c.BytesOutTotal) : null,
            LastCheck = counters.Where(c => c.HasLastCheckUnixMilliseconds).Select(c => (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(c.LastCheckUnixMilliseconds)).Max(),
            LastError = counters.Select(c => c.LastError).FirstOrDefault(e => e.Length > 0),
            HealthCheck = backend.HealthCheck is null ? null : ObjectForms.Backend.Write(backend)["health_check"]?.DeepClone(),
            Version = Tag(backend).Trim('"'),
            ManagedBy = managedBy,
            File = file,
            DesiredRevision = stands.DesiredRevision,
            InForceSince = stands.InForceSince,
            Error = stands.Error,
        };
    }

    private static double? ResponseTime(IReadOnlyList<BackendCounters> counters)
    {
        var measured = counters.Where(c => c.HasLatencyMicroseconds).ToList();
        // A gateway that measured has asked at least once; its share is that of its requests.
        return measured.Count == 0
            ? null
            : Math.Round(measured.Sum(c => c.LatencyMicroseconds * (double)Math.Max(1, c.RequestsTotal)) / measured.Sum(c => (double)Math.Max(1, c.RequestsTotal)) / 1000, 3);
    }
}
