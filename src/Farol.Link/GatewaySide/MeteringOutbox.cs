using Farol.Link.Protocol;

namespace Farol.Link.GatewaySide;

/// <summary>Numbered deltas until the control plane says that they are stored. A link that breaks sends the same ones again.</summary>
internal sealed class MeteringOutbox(string startId, LinkLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Queue<MeteringDelta> _pending = new();
    private ulong _last;
    private int _rows;

    /// <summary>False: too much waits. Usage is then added up where it is counted, and cut later.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count < limits.MaxPendingDeltas && _rows < limits.MaxPendingRows;
            }
        }
    }

    public MeteringDelta Add(IEnumerable<MeteringRow> rows, DateTimeOffset from, DateTimeOffset to)
    {
        var delta = new MeteringDelta { StartId = startId, FromUnixMilliseconds = from.ToUnixTimeMilliseconds(), ToUnixMilliseconds = to.ToUnixTimeMilliseconds() };
        delta.Rows.AddRange(rows);
        lock (_gate)
        {
            delta.Number = ++_last;
            _pending.Enqueue(delta);
            _rows += delta.Rows.Count;
            return delta;
        }
    }

    /// <summary>Everything up to that number is stored.</summary>
    public void Stored(MeteringStored stored)
    {
        lock (_gate)
        {
            while (stored.StartId == startId && _pending.TryPeek(out var oldest) && oldest.Number <= stored.Number)
            {
                _rows -= _pending.Dequeue().Rows.Count;
            }
        }
    }

    /// <summary>What is to be sent again, in order.</summary>
    public IReadOnlyList<MeteringDelta> Pending()
    {
        lock (_gate)
        {
            return [.. _pending];
        }
    }
}
