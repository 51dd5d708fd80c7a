using Farol.Link.Documents;

namespace Farol.Link.ControlSide;

/// <summary>The document that gateways should have; older ones that nobody was sent yet are skipped.</summary>
internal sealed class LatestDocument
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LinkDocument? _newest;

    public LinkDocument? Newest
    {
        get
        {
            lock (_gate)
            {
                return _newest;
            }
        }
    }

    /// <summary>Ends with the next document. Take it before looking at <see cref="Newest"/>.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
            {
                return _changed.Task;
            }
        }
    }

    public void Set(LinkDocument document)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _newest = document;
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }
}
