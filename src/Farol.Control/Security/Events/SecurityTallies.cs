using Farol.Access.SecurityEvents;
using Farol.Control.Gateways;
using Farol.Control.LiveFeed;
using Farol.Control.Metrics;

namespace Farol.Control.Security.Events;

/// <summary>
/// Counts since the start of this process. What gateways refused is read from their own counters for the installation: events of a flood are fewer than
/// the requests in it.
/// </summary>
internal sealed class SecurityTallies(SourceTable sources, Func<IGatewayFleet?> fleet, TimeProvider time) : ISecurityFigures
{
    /// <summary>What a screen shows.</summary>
    private const int MaxRecent = 50;

    /// <summary>Tenants come and go; the counts of those over this are told in the installation's alone.</summary>
    private const int MaxTenants = 10_000;

    private const int SuspiciousEvents = 5;
    private const int MaxSuspicious = 10;
    private const string Everybody = "";

    private static readonly string[] _authenticationRules = ["login.failed", "login.throttled", "token.refused"];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TenantTally> _tallies = new(StringComparer.Ordinal);

    public SecurityFigures Of(string tenantId)
    {
        var isAll = tenantId == FeedTenants.All;
        var suspicious = sources.Riskiest(isAll ? null : tenantId, SuspiciousEvents, MaxSuspicious, time.GetUtcNow());
        var gateways = isAll ? fleet()?.All.Select(g => g.Counters).OfType<Link.Protocol.Counters>().ToList() ?? [] : [];
        lock (_gate)
        {
            var tally = _tallies.GetValueOrDefault(Key(tenantId));
            return new SecurityFigures(
                gateways.Count > 0 ? gateways.Sum(g => g.BlockedTotal) : tally?.Blocked ?? 0,
                suspicious,
                tally?.FailedAuthAttempts ?? 0,
                gateways.Count > 0 ? gateways.Sum(g => g.RateLimitedTotal) : tally?.RateLimitHits ?? 0);
        }
    }

    public IReadOnlyList<object> Recent(string tenantId, int limit)
    {
        lock (_gate)
        {
            return [.. _tallies.GetValueOrDefault(Key(tenantId))?.Recent.TakeLast(limit) ?? []];
        }
    }

    public void Count(SecurityEvent happened, string tenantId)
    {
        lock (_gate)
        {
            Count(Find(Everybody), happened);
            Count(Find(tenantId), happened);
        }
    }

    /// <summary>An event that is new, or a burst that has grown.</summary>
    public void Show(SecurityEventBody body)
    {
        lock (_gate)
        {
            Show(Find(Everybody), body);
            Show(Find(body.TenantId), body);
        }
    }

    private static void Count(TenantTally? tally, SecurityEvent happened)
    {
        if (tally is null)
        {
            return;
        }

        tally.Blocked += happened.Rule == GatewayEventReports.Blocked ? 1 : 0;
        tally.FailedAuthAttempts += _authenticationRules.Contains(happened.Rule) ? 1 : 0;
        tally.RateLimitHits += happened.Rule == GatewayEventReports.LimitHit ? 1 : 0;
    }

    private static void Show(TenantTally? tally, SecurityEventBody body)
    {
        if (tally is null)
        {
            return;
        }

        for (var known = tally.Recent.Last; body.Count > 1 && known is not null; known = known.Previous)
        {
            if (known.Value.Id == body.Id)
            {
                known.Value = body;
                return;
            }
        }

        tally.Recent.AddLast(body);
        if (tally.Recent.Count > MaxRecent)
        {
            tally.Recent.RemoveFirst();
        }
    }

    private static string Key(string tenantId) => tenantId == FeedTenants.All ? Everybody : tenantId;

    private TenantTally? Find(string tenantId)
    {
        if (!_tallies.TryGetValue(tenantId, out var tally) && _tallies.Count < MaxTenants)
        {
            _tallies[tenantId] = tally = new TenantTally();
        }

        return tally;
    }
}
