namespace Farol.Live;

/// <summary>The views that one client follows. Changed by whoever handles its messages, read by whoever sends.</summary>
internal sealed class ClientSubscriptions
{
    private readonly Lock _gate = new();
    private Subscription[] _all = [];
    private bool _isClosed;

    /// <summary>An array that never changes: another one takes its place.</summary>
    public Subscription[] All => Volatile.Read(ref _all);

    /// <param name="subscribe">Makes the subscription; only called when there is room.</param>
    /// <returns>False when the client follows too many views already, or has left.</returns>
    public bool TryAdd(int maxSubscriptions, Func<Subscription> subscribe)
    {
        lock (_gate)
        {
            if (_isClosed || _all.Length >= maxSubscriptions)
            {
                return false;
            }

            Volatile.Write(ref _all, [.. _all, subscribe()]);
            return true;
        }
    }

    public bool Remove(LiveView view)
    {
        lock (_gate)
        {
            if (Find(view) is not { } subscription)
            {
                return false;
            }

            view.Unsubscribe(subscription);
            Volatile.Write(ref _all, [.. _all.Where(s => s != subscription)]);
            return true;
        }
    }

    public bool SetPaused(LiveView view, bool isPaused)
    {
        if (Find(view) is not { } subscription)
        {
            return false;
        }

        subscription.IsPaused = isPaused;
        return true;
    }

    /// <summary>Leaves every view for good.</summary>
    /// <param name="isStalled">True when the client was cut off: what it was still owed counts as dropped.</param>
    public void Close(bool isStalled)
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var subscription in _all)
            {
                subscription.View.Unsubscribe(subscription);
                if (isStalled)
                {
                    subscription.Abandon();
                }
            }
        }
    }

    private Subscription? Find(LiveView view) => Array.Find(All, s => s.View == view);
}
