using System.Globalization;
using Farol.Gateway.Affinity;
using Farol.Gateway.Balancing;
using Farol.Gateway.Health;
using Farol.Gateway.Metering;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Questions;

/// <summary>Which backend of a pool would be chosen, and why others would not, in words. The selector is one of its own: rotation goes on from nowhere.</summary>
internal sealed class PoolSteps(Pool pool, PassiveHealth passive, StickyTable? sticky)
{
    /// <summary>Backends that are told one by one.</summary>
    private const int MaxTold = 50;

    private readonly PoolSelector _selector = new(pool, loop: 0, passive, new Random(), isAsking: true);

    /// <returns>The backend; null: none would take it.</returns>
    public Backend? Tell(List<string> reasons, in SelectionKey key, long nowMicroseconds)
    {
        var chosen = _selector.Select(key, [], nowMicroseconds);
        var settings = pool.Settings;
        reasons.Add($"pool {pool.Name}: {WireNames.Of(settings.Algorithm)} over {pool.Backends.Length} backend{(pool.Backends.Length == 1 ? "" : "s")}");
        if (sticky is not null)
        {
            reasons.Add(key.Sticky is { } named
                ? $"the cookie {settings.StickySessions!.Cookie} names {named.Id}{(ReferenceEquals(named, chosen) ? "" : ", which cannot take the request now")}"
                : $"sessions are sticky, and the request has no valid cookie {settings.StickySessions!.Cookie}");
        }

        foreach (var tier in _selector.View.Tiers)
        {
            var skipped = Skipped(tier, nowMicroseconds, chosen);
            if (_selector.View.Tiers.Length > 1 || tier.IsPanicking)
            {
                reasons.Add($"tier {tier.Priority}: {Share(tier.HealthyShare)} of its weight is healthy, it takes {Share(tier.Load)} of the load{(tier.IsPanicking ? "; too little is healthy, so health is not asked" : "")}");
            }

            reasons.AddRange(skipped.Take(MaxTold));
            if (skipped.Count > MaxTold)
            {
                reasons.Add($"{skipped.Count - MaxTold} more cannot take it");
            }
        }

        reasons.Add(Verdict(chosen));
        return chosen;
    }

    private List<string> Skipped(Tier tier, long now, Backend? chosen)
    {
        var skipped = new List<string>();
        foreach (var at in tier.All)
        {
            var entry = _selector.View.Candidates[at];
            if (!ReferenceEquals(entry.Backend, chosen) && WhyNot(entry.Backend, entry.State, tier, now) is { } why)
            {
                skipped.Add($"{entry.Backend.Id} is left out: {why}");
            }
        }

        return skipped;
    }

    private string? WhyNot(Backend backend, BackendState state, Tier tier, long now)
    {
        var verdict = backend.Health.Verdict();
        return state.Draining ? "it drains and takes no new sessions"
            : state.Weight <= 0 ? "its weight is 0"
            : state.Endpoints.Length == 0 ? $"it has no address: {state.ResolveError ?? "its name is not resolved yet"}"
            : state.MaxConnections is { } bound && backend.InFlight >= bound ? $"it has {backend.InFlight} requests under way and may have {bound}"
            : tier.IsPanicking || backend.Health.MightAdmit(pool.Settings.Breaker, now) ? null
            : $"{WireNames.Of(verdict?.State ?? HealthState.Unhealthy)} says {WireNames.Of(verdict?.Authority ?? HealthAuthority.Active)}{(verdict?.LastError is { } error ? $": {error}" : "")}";
    }

    private string Verdict(Backend? chosen) => _selector.Reason switch
    {
        SelectionReason.Sticky => $"{chosen!.Id} is chosen: the session is there",
        SelectionReason.Panic => $"{chosen!.Id} is chosen among all, whatever their health",
        SelectionReason.Spilled => $"{chosen!.Id} is chosen in a further tier: the ones before lack healthy weight",
        SelectionReason.AllFull => "every backend that may be used is at its bound: the request would wait",
        SelectionReason.NoneUsable => "no backend may be used",
        _ when IsFixed => $"{chosen!.Id} is chosen, as for every such request",
        _ => $"{chosen!.Id} is chosen; another such request may go to another one",
    };

    private bool IsFixed => pool.Settings.Algorithm is Configuration.Gateway.BalancingAlgorithm.IpHash or Configuration.Gateway.BalancingAlgorithm.ConsistentHash;

    private static string Share(double share) => share.ToString("P0", CultureInfo.InvariantCulture);
}
