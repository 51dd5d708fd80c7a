using Farol.Gateway.Affinity;
using Farol.Gateway.Balancing;
using Farol.Gateway.Health;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Hosting;

/// <summary>What one loop keeps for one pool over changes of configuration.</summary>
internal sealed class LoopPool(PoolSelector selector, RetryBudget budget)
{
    private Pool? _stickyOf;
    private byte[]? _stickyKey;

    public PoolSelector Selector { get; } = selector;

    public RetryBudget Budget { get; } = budget;

    /// <summary>Null: clients are not kept with a backend.</summary>
    public StickyTable? Sticky { get; private set; }

    /// <summary>Takes the pool and the key of another snapshot; cheap when they are the same objects.</summary>
    public void Update(Pool pool, byte[] stickyKey)
    {
        Selector.Update(pool);
        if (!ReferenceEquals(pool, _stickyOf) || !ReferenceEquals(stickyKey, _stickyKey))
        {
            (_stickyOf, _stickyKey) = (pool, stickyKey);
            Sticky = pool.Settings.StickySessions is { } settings ? new StickyTable(stickyKey, pool, settings) : null;
        }
    }
}
