using Farol.Configuration.Gateway;
using Farol.Gateway.Http1;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Limits;

/// <summary>
/// All rate limits of the gateway, shared by its loops. A decision allocates nothing and takes no lock; a change of configuration keeps
/// the buckets of limits that stay.
/// </summary>
internal sealed class RateLimits
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LimitState> _states = new(StringComparer.Ordinal);
    private Dictionary<string, SharedBucket> _shared = new(StringComparer.Ordinal);
    private (int Gateways, bool IsLinked) _sharing = (1, false);
    private readonly BucketTable _table;
    private Plan?[] _plans = [];

    /// <param name="seed">Random, and not told to anybody.</param>
    public RateLimits(ulong seed, int maxKeys = BucketTable.DefaultMaxKeys) => _table = new BucketTable(seed, maxKeys);

    /// <summary>Buckets that gave way to others though they were not full: more clients are busy than the table has room for.</summary>
    public long Evicted => _table.Evicted;

    /// <summary>Every limit in force.</summary>
    public IEnumerable<LimitRule> Rules => Volatile.Read(ref _plans).OfType<Plan>().SelectMany(p => p.Rules).DistinctBy(r => r.Identity);

    /// <summary>What holds for a route, in the order in which it is asked.</summary>
    public IReadOnlyList<LimitRule> RulesOf(Route route) =>
        Volatile.Read(ref _plans) is var plans && route.Index < plans.Length && plans[route.Index] is { } plan && ReferenceEquals(plan.Route, route.Key) ? plan.Rules : [];

    /// <summary>Limits that hold over all gateways.</summary>
    public IReadOnlyList<SharedBucket> Shared
    {
        get
        {
            lock (_gate)
            {
                return [.. _shared.Values];
            }
        }
    }

    /// <summary>How many gateways there are, and whether the control plane is there to lease from.</summary>
    public void Share(int gateways, bool isLinked)
    {
        lock (_gate)
        {
            _sharing = (gateways, isLinked);
            foreach (var bucket in _shared.Values)
            {
                bucket.Agree(bucket.RequestsPerSecond, bucket.Burst, gateways, isLinked);
            }
        }
    }

    /// <summary>Takes a snapshot's limits; call it before loops see the snapshot. One caller at a time.</summary>
    public void Update(GatewaySnapshot snapshot)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var plans = new Plan?[snapshot.AllRoutes.Select(r => r.Index + 1).DefaultIfEmpty(0).Max()];
        foreach (var route in snapshot.AllRoutes)
        {
            var rules = RulesOf(route, snapshot.Settings, used).ToArray();
            plans[route.Index] = rules.Length == 0 ? null : new Plan(route.Key, rules);
        }

        foreach (var gone in _states.Keys.Where(k => !used.Contains(k)).ToList())
        {
            _states.Remove(gone);
        }

        lock (_gate)
        {
            _shared = _shared.Where(s => used.Contains(s.Key)).ToDictionary(StringComparer.Ordinal);
        }

        Volatile.Write(ref _plans, plans);
    }

    /// <summary>Takes one request from every limit that holds for it, the gateway's first; the first that has none left decides.</summary>
    /// <param name="client">Behind trusted proxies, IPv4 in its mapped form.</param>
    public LimitDecision TryTake(Route route, UInt128 client, RequestHead head, ReadOnlySpan<byte> headBytes, long nowMicroseconds)
    {
        var plans = Volatile.Read(ref _plans);
        if (route.Index >= plans.Length || plans[route.Index] is not { } plan || !ReferenceEquals(plan.Route, route.Key))
        {
            return default;
        }

        foreach (var rule in plan.Rules)
        {
            if (!rule.TryTake(client, head, headBytes, nowMicroseconds, out var retryAfterSeconds))
            {
                return new LimitDecision(rule, retryAfterSeconds);
            }
        }

        return default;
    }

    private IEnumerable<LimitRule> RulesOf(Route route, GlobalSection settings, HashSet<string> used)
    {
        foreach (var section in settings.RateLimits)
        {
            yield return Rule("gateway", section, route, used);
        }

        foreach (var section in route.Settings.RateLimits)
        {
            yield return Rule($"route {route.Name}", section, route, used);
        }

        if (route.Tenant is { Settings.MaxRequestsPerSecond: > 0 and var perSecond } tenant)
        {
            var section = new RateLimitSection { Per = RateLimitKey.Tenant, Scope = RateLimitScope.Global, RequestsPerSecond = perSecond, Burst = tenant.Settings.MaxBurstSize ?? 0 };
            yield return Rule($"tenant {tenant.Name}", section, route, used);
        }
    }

    private LimitRule Rule(string owner, RateLimitSection section, Route route, HashSet<string> used)
    {
        var identity = section.Per switch
        {
            RateLimitKey.Client => $"{owner} per client",
            RateLimitKey.Header => $"{owner} per {section.Header}",
            RateLimitKey.Route => $"{owner} for route {route.Name}",
            _ => $"{owner} for tenant {route.Tenant?.Name ?? "(none)"}",
        };
        used.Add(identity);
        if (!_states.TryGetValue(identity, out var state))
        {
            state = new LimitState();
            _states.Add(identity, state);
        }

        var rate = new Rate(section.RequestsPerSecond, section.Burst);
        var table = section.Per is RateLimitKey.Client or RateLimitKey.Header ? _table : null;
        return new LimitRule(identity, section.Per, section.Header, rate, state, table, table is null && section.Scope == RateLimitScope.Global ? SharedOf(identity, section) : null);
    }

    private SharedBucket SharedOf(string identity, RateLimitSection section)
    {
        lock (_gate)
        {
            if (_shared.TryGetValue(identity, out var bucket))
            {
                bucket.Agree(section.RequestsPerSecond, section.Burst, _sharing.Gateways, _sharing.IsLinked);
                return bucket;
            }

            return _shared[identity] = new SharedBucket(identity, section.RequestsPerSecond, section.Burst, _sharing.Gateways, _sharing.IsLinked);
        }
    }

    private sealed record Plan(MeterKey Route, LimitRule[] Rules);
}
