namespace Farol.Live;

/// <summary>The subscriptions of one view: cheap to join, to leave and to walk in pieces.</summary>
internal sealed class SubscriptionList
{
    private readonly Lock _gate = new();
    private readonly List<Subscription> _items = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _items.Count;
            }
        }
    }

    public void Add(Subscription subscription)
    {
        lock (_gate)
        {
            subscription.Slot = _items.Count;
            _items.Add(subscription);
        }
    }

    /// <returns>True when another one moved into its place: a walk that is under way may have missed that one.</returns>
    public bool Remove(Subscription subscription)
    {
        lock (_gate)
        {
            var slot = subscription.Slot;
            if (slot >= _items.Count || !ReferenceEquals(_items[slot], subscription))
            {
                return false;
            }

            var last = _items[^1];
            _items[slot] = last;
            last.Slot = slot;
            _items.RemoveAt(_items.Count - 1);
            return !ReferenceEquals(last, subscription);
        }
    }

    /// <summary>Copies the clients from <paramref name="start"/> on.</summary>
    /// <returns>How many there were.</returns>
    public int Copy(int start, Span<LiveClient?> target)
    {
        lock (_gate)
        {
            var count = Math.Clamp(_items.Count - start, 0, target.Length);
            for (var i = 0; i < count; i++)
            {
                target[i] = _items[start + i].Client;
            }

            return count;
        }
    }

    public IReadOnlyList<LiveClient> Clients()
    {
        lock (_gate)
        {
            return [.. _items.Select(s => s.Client)];
        }
    }
}
