namespace Farol.Simulator.Terminals;

/// <summary>All connections of a router, and the VTY lines that logged-in ones hold.</summary>
internal sealed class TerminalPool(int terminals)
{
    private readonly Lock _gate = new();
    private readonly HashSet<TerminalConnection> _connections = [];
    private readonly SortedDictionary<int, TerminalEntry> _entries = [];
    private TaskCompletionSource _changed = NewSignal();

    public int MaxTerminals { get; } = terminals;

    public long Accepted { get; private set; }

    public (int Sessions, int Connections) Open
    {
        get
        {
            lock (_gate)
            {
                return (_entries.Count, _connections.Count);
            }
        }
    }

    public void Add(TerminalConnection connection)
    {
        lock (_gate)
        {
            Accepted++;
            _connections.Add(connection);
        }

        SignalChange();
    }

    public void Remove(TerminalConnection connection)
    {
        lock (_gate)
        {
            _connections.Remove(connection);
        }

        SignalChange();
    }

    /// <summary>Takes the lowest free line, or null when all are taken.</summary>
    public TerminalEntry? Take(string user, TerminalConnection connection, DateTimeOffset now)
    {
        TerminalEntry entry;
        lock (_gate)
        {
            var free = Enumerable.Range(0, MaxTerminals).FirstOrDefault(number => !_entries.ContainsKey(number), -1);
            if (free < 0)
            {
                return null;
            }

            entry = new TerminalEntry(free, user, connection, now);
            _entries.Add(free, entry);
        }

        SignalChange();
        return entry;
    }

    public void Return(TerminalEntry entry)
    {
        lock (_gate)
        {
            _entries.Remove(entry.Number);
        }

        SignalChange();
    }

    public TerminalEntry[] Entries()
    {
        lock (_gate)
        {
            return [.. _entries.Values];
        }
    }

    public void AbortAll() => ForAll(connection => connection.Abort());

    public void WakeAll() => ForAll(connection => connection.Wake());

    /// <summary>Returns once <paramref name="condition"/> holds for the sessions and connections open.</summary>
    public async Task WaitAsync(Func<int, int, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            bool holds;
            lock (_gate)
            {
                holds = condition(_entries.Count, _connections.Count);
                changed = _changed.Task;
            }

            if (holds)
            {
                return;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private void ForAll(Action<TerminalConnection> action)
    {
        TerminalConnection[] all;
        lock (_gate)
        {
            all = [.. _connections];
        }

        Array.ForEach(all, action);
    }

    private void SignalChange()
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
