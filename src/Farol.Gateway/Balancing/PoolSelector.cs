using Farol.Gateway.Health;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Balancing;

/// <summary>
/// Chooses backends of one pool for one loop, and takes in how requests ended. Used by that loop alone; lives over changes of configuration.
/// Every selection that names a backend is ended by exactly one <see cref="End"/> or <see cref="Release"/>.
/// </summary>
internal sealed class PoolSelector
{
    private readonly int _loop;
    private readonly Random _random;
    private readonly PassiveHealth _passive;
    private readonly bool _isAsking;
    private PoolView _view;
    private BalancingPolicy _policy;

    /// <param name="isAsking">It is only asked whom it would choose: no request is counted in, no trial taken, no slow start begun.</param>
    public PoolSelector(Pool pool, int loop, PassiveHealth passive, Random random, bool isAsking = false)
    {
        _isAsking = isAsking;
        _loop = loop;
        _random = random;
        _passive = passive;
        (_view, _policy) = Make(pool);
    }

    public Pool Pool => _view.Pool;

    /// <summary>Why the last selection ended as it did.</summary>
    public SelectionReason Reason { get; private set; }

    /// <summary>The pool as the last selection saw it.</summary>
    public PoolView View => _view;

    /// <summary>Takes the pool of another snapshot; cheap when it is the same object.</summary>
    public void Update(Pool pool)
    {
        if (ReferenceEquals(pool, _view.Pool))
        {
            return;
        }

        if (pool.Settings.Algorithm != _view.Pool.Settings.Algorithm)
        {
            (_view, _policy) = Make(pool);
            return;
        }

        _view.Update(pool);
        _policy.Update(_view);
    }

    /// <summary>
    /// A backend for a request, counted in flight there from now on; null: nobody may take it, and <see cref="Reason"/> says why.
    /// Allocates nothing.
    /// </summary>
    /// <param name="tried">Backends that had their try with this request.</param>
    public Backend? Select(in SelectionKey key, ReadOnlySpan<Backend> tried, long nowMicroseconds)
    {
        _view.Begin(nowMicroseconds);
        foreach (var backend in tried)
        {
            if (_view.IndexOf(backend) is >= 0 and var at)
            {
                _view.Exclude(at);
            }
        }

        if (key.Sticky is { } sticky && TrySticky(sticky, nowMicroseconds))
        {
            Reason = SelectionReason.Sticky;
            return sticky;
        }

        var isFull = false;
        var first = FirstTier();
        for (var i = first; i < _view.Tiers.Length; i++)
        {
            if (PickIn(i, key, nowMicroseconds, ref isFull) is { } chosen)
            {
                return chosen;
            }
        }

        for (var i = first - 1; i >= 0; i--)
        {
            if (PickIn(i, key, nowMicroseconds, ref isFull) is { } chosen)
            {
                return chosen;
            }
        }

        Reason = isFull ? SelectionReason.AllFull : tried.Length > 0 ? SelectionReason.AllTried : SelectionReason.NoneUsable;
        return null;
    }

    /// <summary>
    /// How the backend did, as soon as it is known (the response's head, or a failure). May come again for the same request, when a good
    /// beginning breaks off.
    /// </summary>
    /// <param name="latencyMicroseconds">To the response's first byte; read only with <see cref="Outcome.Success"/>.</param>
    public void Observe(Backend backend, Outcome outcome, long latencyMicroseconds, long nowMicroseconds)
    {
        ref var figures = ref backend.Figures(_loop);
        if (outcome == Outcome.Success)
        {
            figures.CountSuccess(latencyMicroseconds, nowMicroseconds);
        }
        else if (outcome != Outcome.ClientGone)
        {
            figures.CountFailure();
        }

        _passive.Report(Pool, backend, outcome, nowMicroseconds);
    }

    /// <summary>The request is no longer in flight there.</summary>
    public void Release(Backend backend) => backend.Figures(_loop).End();

    /// <summary><see cref="Observe"/> and <see cref="Release"/> in one, for what ends as soon as it is judged.</summary>
    public void End(Backend backend, Outcome outcome, long latencyMicroseconds, long nowMicroseconds)
    {
        Observe(backend, outcome, latencyMicroseconds, nowMicroseconds);
        Release(backend);
    }

    private (PoolView View, BalancingPolicy Policy) Make(Pool pool)
    {
        var view = new PoolView(_loop, pool.Settings.Algorithm == Configuration.Gateway.BalancingAlgorithm.PeakEwma, beginsUse: !_isAsking);
        view.Update(pool);
        var policy = BalancingPolicy.For(pool.Settings.Algorithm, _random);
        policy.Update(view);
        return (view, policy);
    }

    /// <summary>A session stays while its backend works, also while that drains.</summary>
    private bool TrySticky(Backend backend, long nowMicroseconds)
    {
        var at = _view.IndexOf(backend);
        return at >= 0 && !_view.IsExcluded(at) && TryTake(at, asksHealth: true, nowMicroseconds, out _);
    }

    private int FirstTier()
    {
        var tiers = _view.Tiers;
        var drawn = -1.0;
        for (var i = 0; i < tiers.Length; i++)
        {
            if (tiers[i].Load >= 1)
            {
                return i;
            }

            drawn = drawn < 0 ? _random.NextDouble() : drawn;
            drawn -= tiers[i].Load;
            if (drawn < 0)
            {
                return i;
            }
        }

        return 0;
    }

    private Backend? PickIn(int tierIndex, in SelectionKey key, long nowMicroseconds, ref bool isFull)
    {
        var tier = _view.Tiers[tierIndex];
        while (_policy.Pick(_view, tier, key) is >= 0 and var at)
        {
            if (TryTake(at, !tier.IsPanicking, nowMicroseconds, out var wasFull))
            {
                Reason = tier.IsPanicking ? SelectionReason.Panic : tierIndex > 0 ? SelectionReason.Spilled : SelectionReason.Algorithm;
                return _view.Candidates[at].Backend;
            }

            isFull |= wasFull;
            _view.Exclude(at);
        }

        return null;
    }

    /// <summary>Counts the request in, unless its health (asked now, not a millisecond ago) or its bound forbids.</summary>
    private bool TryTake(int at, bool asksHealth, long nowMicroseconds, out bool isFull)
    {
        isFull = false;
        ref var entry = ref _view.Candidates[at];
        var backend = entry.Backend;
        if (_isAsking)
        {
            isFull = entry.State.MaxConnections <= backend.InFlight;
            return !isFull && (!asksHealth || backend.Health.MightAdmit(Pool.Settings.Breaker, nowMicroseconds));
        }

        if (asksHealth && !backend.Health.TryAdmit(Pool.Settings.Breaker, nowMicroseconds))
        {
            return false;
        }

        ref var figures = ref backend.Figures(_loop);
        if (entry.State.MaxConnections is not { } bound)
        {
            figures.Begin();
            return true;
        }

        isFull = !figures.TryBegin(backend, bound);
        if (isFull && asksHealth)
        {
            backend.Health.AbandonTrial();
        }

        return !isFull;
    }
}
