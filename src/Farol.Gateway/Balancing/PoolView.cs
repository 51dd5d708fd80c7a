using Farol.Gateway.Health;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Balancing;

/// <summary>
/// A pool over all loops as one loop sees it, at most a millisecond old: the loop's own figures are read as they are, the others' are summed
/// once a millisecond. Nothing is locked and nothing is allocated after <see cref="Update"/>.
/// </summary>
internal sealed class PoolView(int loop, bool needsLatency, bool beginsUse = true)
{
    public const long MaxAgeMicroseconds = 1_000;

    /// <summary>A backend that just became usable begins with this share of its weight: with none it would never warm up.</summary>
    public const double SlowStartBeginning = 0.1;

    private Candidate[] _candidates = [];
    private Tier[] _tiers = [];
    private Pool? _pool;
    private long _readAtMicroseconds = long.MinValue;
    private long _selection;

    public Span<Candidate> Candidates => _candidates;

    /// <summary>In order of priority.</summary>
    public ReadOnlySpan<Tier> Tiers => _tiers;

    /// <summary>Labels of the backends' regions, in lower case; <see cref="Candidate.Region"/> counts in it.</summary>
    public byte[][] Regions { get; private set; } = [];

    public Pool Pool => _pool ?? throw new InvalidOperationException("The view has no pool yet");

    /// <summary>Takes another snapshot's form of the pool; what is known of backends that stay, stays.</summary>
    public void Update(Pool pool)
    {
        var before = _candidates;
        var sections = pool.Settings.Backends;
        Regions = RegionLabels.Of(sections);
        _candidates = new Candidate[pool.Backends.Length];
        for (var i = 0; i < _candidates.Length; i++)
        {
            var backend = pool.Backends[i];
            var known = Array.FindIndex(before, c => ReferenceEquals(c.Backend, backend));
            _candidates[i] = known >= 0 ? before[known] : new Candidate { Backend = backend };
            _candidates[i].Region = RegionLabels.IndexOf(Regions, sections[i].Region);
        }

        _tiers = [.. Enumerable.Range(0, _candidates.Length)
            .GroupBy(i => sections[i].Priority)
            .OrderBy(g => g.Key)
            .Select(g => new Tier(g.Key, [.. g]))];
        _pool = pool;
        _readAtMicroseconds = long.MinValue;
    }

    /// <summary>Begins a selection: what it will look at is fresh enough afterwards.</summary>
    public void Begin(long nowMicroseconds)
    {
        _selection++;
        if (nowMicroseconds - _readAtMicroseconds >= MaxAgeMicroseconds || _readAtMicroseconds == long.MinValue)
        {
            _readAtMicroseconds = nowMicroseconds;
            Read(nowMicroseconds);
        }
    }

    public bool IsExcluded(int candidate) => _candidates[candidate].ExcludedIn == _selection;

    /// <summary>Rules a candidate out for the selection under way.</summary>
    public void Exclude(int candidate) => _candidates[candidate].ExcludedIn = _selection;

    /// <summary>Requests there from all loops; this loop's own count is exact.</summary>
    public long InFlight(int candidate)
    {
        ref var entry = ref _candidates[candidate];
        return entry.InFlightElsewhere + entry.Backend.Figures(loop).InFlight;
    }

    public int IndexOf(Backend backend)
    {
        for (var i = 0; i < _candidates.Length; i++)
        {
            if (ReferenceEquals(_candidates[i].Backend, backend))
            {
                return i;
            }
        }

        return -1;
    }

    private void Read(long now)
    {
        var settings = Pool.Settings;
        var slowStart = settings.SlowStart.TotalMicroseconds;
        foreach (ref var entry in _candidates.AsSpan())
        {
            entry.State = entry.Backend.State;
            if (beginsUse)
            {
                entry.Backend.Health.BeginUse(now);
            }

            entry.InFlightElsewhere = entry.Backend.InFlight - entry.Backend.Figures(loop).InFlight;
            var since = entry.Backend.Health.UsableSinceMicroseconds;
            var ramp = slowStart <= 0 ? 1 : since == long.MinValue ? 0 : (now - since) / slowStart;
            entry.Weight = entry.State.Weight * Math.Clamp(ramp, SlowStartBeginning, 1);
        }

        if (needsLatency)
        {
            LatencyEstimate.Fill(_candidates, now);
        }

        foreach (var tier in _tiers)
        {
            ReadTier(tier, now);
        }

        TierLoads.Spread(_tiers, settings.PanicPercent / 100.0);
        foreach (var tier in _tiers)
        {
            if (tier.IsPanicking)
            {
                FillWithAll(tier);
            }
        }
    }

    private void ReadTier(Tier tier, long now)
    {
        double healthy = 0;
        double all = 0;
        tier.Clear();
        foreach (var i in tier.All)
        {
            ref var entry = ref _candidates[i];
            if (entry.State.Draining || entry.State.Weight <= 0)
            {
                continue;
            }

            var health = entry.Backend.Health;
            all += entry.State.Weight;
            healthy += health.IsUsable ? entry.State.Weight : 0;
            if (health.MightAdmit(Pool.Settings.Breaker, now))
            {
                tier.Add(i, entry.Weight);
            }
        }

        tier.HealthyShare = all > 0 ? healthy / all : 0;
    }

    /// <summary>Panic asks nobody's health; but where nothing listens nothing can be served, so those come only when there is nobody else.</summary>
    private void FillWithAll(Tier tier)
    {
        tier.Clear();
        for (var refusing = false; ; refusing = true)
        {
            foreach (var i in tier.All)
            {
                ref var entry = ref _candidates[i];
                var health = entry.Backend.Health;
                if (!entry.State.Draining && entry.State.Weight > 0 && health.IsRefusing == refusing && !health.IsAgainst(HealthAuthority.Operator))
                {
                    tier.Add(i, entry.Weight);
                }
            }

            if (tier.Count > 0 || refusing)
            {
                return;
            }
        }
    }
}
