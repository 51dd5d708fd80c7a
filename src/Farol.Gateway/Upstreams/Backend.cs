using Farol.Gateway.Health;

namespace Farol.Gateway.Upstreams;

/// <summary>
/// One backend as long as any snapshot names it: its figures, state and everything that must survive a change of configuration hang here,
/// not on the snapshot.
/// </summary>
internal sealed class Backend
{
    private readonly LoopFigures[] _loops;
    private BackendState _state;

    public Backend(string id, int index, string pool, int loops, BackendState state)
    {
        Id = id;
        Index = index;
        PoolName = pool;
        _loops = new LoopFigures[loops];
        _state = state;
    }

    /// <summary>Unique over the configuration: <c>pool/address</c> unless given.</summary>
    public string Id { get; }

    /// <summary>Dense, for arrays of the loops; given to another backend once this one is retired and no loop can know it any more.</summary>
    public int Index { get; }

    public string PoolName { get; }

    public BackendState State => Volatile.Read(ref _state);

    /// <summary>Whether it may be used, and who says so.</summary>
    public BackendHealth Health { get; } = new();

    /// <summary>What all loops count; read with <see cref="Volatile"/>.</summary>
    public ReadOnlySpan<LoopFigures> AllFigures => _loops;

    /// <summary>What the loop of this number counts; only that loop writes.</summary>
    public ref LoopFigures Figures(int loop) => ref _loops[loop];

    public long InFlight
    {
        get
        {
            var sum = 0L;
            for (var i = 0; i < _loops.Length; i++)
            {
                sum += Volatile.Read(ref _loops[i].InFlight);
            }

            return sum;
        }
    }

    public long Connections
    {
        get
        {
            var sum = 0L;
            for (var i = 0; i < _loops.Length; i++)
            {
                sum += Volatile.Read(ref _loops[i].Connections);
            }

            return sum;
        }
    }

    /// <summary>Publishes another state; the configuration and name resolution may do so at once, so each says only what it changes.</summary>
    public void Change(Func<BackendState, BackendState> change)
    {
        BackendState before;
        BackendState after;
        do
        {
            before = Volatile.Read(ref _state);
            after = change(before);
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _state, after, before), before));
    }

    public override string ToString() => Id;
}
