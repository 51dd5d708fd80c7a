using System.Runtime.InteropServices;
using Farol.Access.Accounts;
using Farol.Control.Gateways;
using Farol.Link;
using Farol.Link.Protocol;

namespace Farol.Control.Metrics;

/// <summary>
/// Turns what the gateways count into seconds and minutes: of the whole installation, of each tenant and of each gateway. A gateway that starts anew
/// counts from nothing again, and one whose link was away says at once what passed meanwhile: both go into the totals and into no second.
/// </summary>
internal sealed class TrafficFigures(TimeProvider time) : IGatewayObserver
{
    /// <summary>Series of one gateway: a route to a pool each. More are counted in the whole alone.</summary>
    internal const int MaxSeries = 50_000;

    private const int SecondsPerMinute = 60;

    /// <summary>A gateway that has said nothing for so long is not waited for.</summary>
    private const int MaxLateSeconds = 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, GatewayBaseline> _gateways = new(StringComparer.Ordinal);
    private readonly TrafficScopes _scopes = new();
    private readonly long[] _difference = new long[LatencyBounds.Buckets];
    private readonly BackendTable _backends = new();
    private long _knownSecond;

    /// <summary>When a gateway's counters came last, as a timestamp; null: never.</summary>
    public DateTimeOffset? LastCountedAt { get; private set; }

    public void Changed(LinkedGateway gateway)
    {
        lock (_gate)
        {
            var baseline = Gateway(gateway.Name);
            baseline.LinkChanged(gateway.IsConnected);
            if (gateway.IsConnected)
            {
                return;
            }

            _backends.Forget(gateway.Name);
            foreach (var (tenant, series) in baseline.ByTenant)
            {
                // What is under way there cannot be known now.
                SetInFlight(series, tenant, gateway.Name, 0);
            }
        }
    }

    public void Counted(LinkedGateway gateway, Counters counters)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            LastCountedAt = time.GetUtcNow();
            var baseline = Gateway(gateway.Name);
            var isPoint = baseline.Begin(counters, LastCountedAt.Value.ToUnixTimeSeconds(), now, time.GetElapsedTime(baseline.LastAt, now));
            var second = baseline.LastSecond!.Value;
            _scopes.StartMinute(second / SecondsPerMinute);
            var scope = _scopes.Get(FigureScopes.Gateway(gateway.Name));
            if (isPoint)
            {
                scope.Know(second, counters.OpenConnections);
                if (second > _knownSecond)
                {
                    _knownSecond = second;
                    _scopes.All.Know(second, OpenConnections(now));
                }
            }

            foreach (var series in counters.Series)
            {
                Count(baseline, series, gateway.Name, isPoint ? second : null);
            }

            _backends.Take(gateway.Name, counters.Backends, second);
        }
    }

    /// <summary>Minutes that are over since the last call.</summary>
    /// <param name="isEnd">The one under way too: the program ends.</param>
    public IReadOnlyList<MinuteRow> TakeMinutes(bool isEnd)
    {
        lock (_gate)
        {
            var minute = (time.GetUtcNow().ToUnixTimeSeconds() - MaxLateSeconds) / SecondsPerMinute;
            _scopes.StartMinute(isEnd ? minute + 1 : minute);
            return _scopes.TakeFinished();
        }
    }

    /// <summary>The figures as they are now.</summary>
    /// <param name="scope">One of <see cref="FigureScopes"/>.</param>
    public TrafficReading Read(string scope)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var found = _scopes.Find(scope);
            var known = scope.StartsWith("gateway:", StringComparison.Ordinal) ? found : _scopes.All;
            return TrafficReading.Of(found, known, LastSecond(now), LastCountedAt is not null, HasLive(now), Connections(scope, now));
        }
    }

    /// <summary>Every backend that gateways tell of, those of one tenant or all.</summary>
    /// <param name="tenantId">Null: everybody's.</param>
    public IReadOnlyList<BackendFigures> Backends(string? tenantId)
    {
        lock (_gate)
        {
            return _backends.Read(tenantId);
        }
    }

    /// <summary>Tenants and gateways with figures of their own.</summary>
    public int ScopeCount
    {
        get
        {
            lock (_gate)
            {
                return _scopes.Count;
            }
        }
    }

    public bool IsAnyConnected
    {
        get
        {
            lock (_gate)
            {
                return HasLive(time.GetTimestamp());
            }
        }
    }

    /// <summary>The tenants that have figures.</summary>
    public IReadOnlyList<string> Tenants()
    {
        lock (_gate)
        {
            const string Prefix = "tenant:";
            return [.. _scopes.Names.Where(k => k.StartsWith(Prefix, StringComparison.Ordinal)).Select(k => k[Prefix.Length..]).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Seconds since each linked gateway told its counters.</summary>
    public IReadOnlyDictionary<string, double> Ages()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            return _gateways.Where(g => g.Value is { IsConnected: true, Last: not null }).ToDictionary(g => g.Key, g => time.GetElapsedTime(g.Value.LastAt, now).TotalSeconds, StringComparer.Ordinal);
        }
    }

    /// <summary>Frames taken from each gateway since the start.</summary>
    public IReadOnlyDictionary<string, long> Frames()
    {
        lock (_gate)
        {
            return _gateways.ToDictionary(g => g.Key, g => g.Value.Frames, StringComparer.Ordinal);
        }
    }

    private void Count(GatewayBaseline baseline, SeriesCounters series, string gateway, long? second)
    {
        if (baseline.Find(series, MaxSeries) is not { } known)
        {
            return;
        }

        var total = Traffic.Of(series);
        var traffic = total - known.Total;
        var buckets = Difference(series, known.Buckets);
        if (traffic.HasGoneBack)
        {
            // The route was taken away and came back: it counts from nothing.
            traffic = total;
            second = null;
        }

        known.Total = total;
        known.Buckets = Copy(series, known.Buckets);
        SetInFlight(known, series.Tenant, gateway, series.InFlight);
        foreach (var scope in _scopes.Of(series.Tenant, gateway))
        {
            scope.AddTotal(traffic);
            if (second is { } at && !traffic.IsNothing)
            {
                scope.Add(at, traffic, buckets);
            }
        }
    }

    private ReadOnlySpan<long> Difference(SeriesCounters series, long[] before)
    {
        var count = Math.Min(series.LatencyBuckets.Count, _difference.Length);
        for (var i = 0; i < count; i++)
        {
            _difference[i] = series.LatencyBuckets[i] - (i < before.Length ? before[i] : 0);
        }

        return _difference.AsSpan(0, count);
    }

    private static long[] Copy(SeriesCounters series, long[] target)
    {
        if (target.Length != series.LatencyBuckets.Count)
        {
            target = new long[series.LatencyBuckets.Count];
        }

        series.LatencyBuckets.CopyTo(target, 0);
        return target;
    }

    private void SetInFlight(SeriesBaseline series, string tenant, string gateway, long inFlight)
    {
        var difference = inFlight - series.InFlight;
        if (difference == 0)
        {
            return;
        }

        series.InFlight = inFlight;
        foreach (var scope in _scopes.Of(tenant, gateway))
        {
            scope.InFlight += difference;
        }
    }

    private GatewayBaseline Gateway(string name)
    {
        ref var baseline = ref CollectionsMarshal.GetValueRefOrAddDefault(_gateways, name, out _);
        return baseline ??= new GatewayBaseline();
    }

    private bool IsLive(GatewayBaseline gateway, long now) => gateway is { IsConnected: true, Last: not null } && time.GetElapsedTime(gateway.LastAt, now).TotalSeconds <= MaxLateSeconds;

    private bool HasLive(long now) => _gateways.Values.Any(g => IsLive(g, now));

    private long? OpenConnections(long now)
    {
        long? sum = null;
        foreach (var gateway in _gateways.Values)
        {
            sum = IsLive(gateway, now) ? (sum ?? 0) + gateway.Last!.OpenConnections : sum;
        }

        return sum;
    }

    /// <summary>A connection belongs to no tenant; whose installation it is may know how many there are.</summary>
    private long? Connections(string scope, long now) => scope == FigureScopes.All || scope == FigureScopes.Tenant(PlatformTenant.Id)
        ? OpenConnections(now)
        : scope.StartsWith("gateway:", StringComparison.Ordinal) && _gateways.TryGetValue(scope["gateway:".Length..], out var gateway) && IsLive(gateway, now)
            ? gateway.Last!.OpenConnections
            : null;

    /// <summary>The last second that every gateway which speaks has told of.</summary>
    private long LastSecond(long now)
    {
        var live = _gateways.Values.Where(g => IsLive(g, now)).Select(g => g.LastSecond!.Value).ToList();
        return live.Count > 0 ? live.Min() : time.GetUtcNow().ToUnixTimeSeconds() - 1;
    }
}
