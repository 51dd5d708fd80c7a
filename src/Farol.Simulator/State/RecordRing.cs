namespace Farol.Simulator.State;

/// <summary>The newest <see cref="MaxRecords"/> records; older ones fall out. Guarded by the router's gate.</summary>
internal sealed class RecordRing
{
    public const int MaxRecords = 4_096;

    private readonly Queue<AaaRecord> _records = new();

    public long TotalEver { get; private set; }

    public void Add(AaaRecord record)
    {
        if (_records.Count == MaxRecords)
        {
            _records.Dequeue();
        }

        _records.Enqueue(record);
        TotalEver++;
    }

    public void Clear() => _records.Clear();

    /// <summary>A copy, newest first, as the router lists them.</summary>
    public AaaRecord[] NewestFirst()
    {
        var all = _records.ToArray();
        Array.Reverse(all);
        return all;
    }
}
