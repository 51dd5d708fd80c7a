using Farol.Gateway.Affinity;
using Farol.Gateway.Balancing;
using Farol.Gateway.Health;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Hosting;

/// <summary>What one loop keeps for one pool over changes of configuration.</summary>
internal sealed class LoopPool(PoolSelector selector, RetryBudget budget, byte[] stickyKey)
{
    private Pool? _stickyOf;

    public PoolSelector Selector { get; } = selector;

    public RetryBudget Budget { get; } = budget;

    /// <summary>Null: clients are not kept with a backend.</summary>
    public StickyTable? Sticky { get; private set; }

    /// <summary>Takes the pool of another snapshot; cheap when it is the same object.</summary>
    public void Update(Pool pool)
    {
        Selector.Update(pool);
        if (!ReferenceEquals(pool, _stickyOf))
        {
            _stickyOf = pool;
            Sticky = pool.Settings.StickySessions is { } settings ? new StickyTable(stickyKey, pool, settings) : null;
        }
    }
}
