using Farol.Gateway.Forwarding;
using Farol.Gateway.Health;
using Farol.Gateway.Http1;
using Farol.Gateway.Loop;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Hosting;

/// <summary>
/// Everything that one event loop holds: its clients, its connections to backends, its counters. Nothing in it is shared; what loops share they
/// read through the snapshot and the backends.
/// </summary>
internal sealed class GatewayLoop
{
    /// <summary>For lines and bodies that the gateway writes itself; error pages come from their own arrays.</summary>
    private const int ScratchBytes = 16 * 1024;

    private readonly GatewayServer _server;
    private readonly List<ClientConnection> _clients = [];
    private BackendConnections?[] _connections = [];
    private ulong _randomState;
    private int _clientCount;

    public GatewayLoop(GatewayServer server, int index, ulong seed)
    {
        _server = server;
        Loop = new EventLoop(index) { AfterTurn = AfterTurn };
        Snapshot = server.Current;
        HeadLimits = LimitsOf(Snapshot);
        Queues = new PoolQueues(this);
        _randomState = seed | 1;
    }

    public EventLoop Loop { get; }

    /// <summary>The configuration in force on this loop; changes only between two events.</summary>
    public GatewaySnapshot Snapshot { get; private set; }

    public HeadLimits HeadLimits { get; private set; }

    public PoolQueues Queues { get; }

    /// <summary>For what is written within one call.</summary>
    public byte[] Scratch { get; } = GC.AllocateUninitializedArray<byte>(ScratchBytes, pinned: true);

    /// <summary>Client connections of this loop; any thread may read it.</summary>
    public int ClientCount => Volatile.Read(ref _clientCount);

    /// <summary>Takes a connection that a listener accepted. Loop's thread only.</summary>
    public void Adopt(ClientConnection client)
    {
        client.Place = _clients.Count;
        _clients.Add(client);
        Volatile.Write(ref _clientCount, _clients.Count);
        _ = client.TryBegin();
    }

    public void OnClosed(ClientConnection client)
    {
        var last = _clients[^1];
        _clients[client.Place] = last;
        last.Place = client.Place;
        _clients.RemoveAt(_clients.Count - 1);
        Volatile.Write(ref _clientCount, _clients.Count);
    }

    /// <summary>No request is begun any more; connections end as their requests do.</summary>
    public void Drain()
    {
        for (var i = _clients.Count - 1; i >= 0; i--)
        {
            _clients[i].Drain();
        }
    }

    public void CloseAll()
    {
        while (_clients.Count > 0)
        {
            _clients[^1].Close();
        }

        foreach (var connections in _connections)
        {
            connections?.CloseIdle();
        }
    }

    public BackendConnections ConnectionsOf(Backend backend)
    {
        if (backend.Index >= _connections.Length)
        {
            Array.Resize(ref _connections, Math.Max(backend.Index + 1, _connections.Length * 2));
        }

        ref var slot = ref _connections[backend.Index];
        if (slot is null || !ReferenceEquals(slot.Backend, backend))
        {
            slot?.CloseIdle();
            slot = new BackendConnections(Loop, backend);
        }

        return slot;
    }

    public bool Trusts(ClientInfo client) => !Snapshot.TrustedProxies.IsEmpty && Snapshot.TrustedProxies.Contains(client.Address);

    /// <summary>xorshift64* (Vigna 2016): for ids and choices, not for secrets.</summary>
    public ulong NextRandom()
    {
        _randomState ^= _randomState >> 12;
        _randomState ^= _randomState << 25;
        _randomState ^= _randomState >> 27;
        return _randomState * 0x2545F4914F6CDD1D;
    }

#pragma warning disable CA1822 // bound to their stages next
    public ErrorPage? PageFor(GatewaySnapshot snapshot, int status)
    {
        foreach (var page in snapshot.ErrorPages)
        {
            if (page.Status.Contains(status))
            {
                return page;
            }
        }

        return null;
    }

    public bool Admits(IClient client, Route route, out int status, out int retryAfterSeconds)
    {
        status = 0;
        retryAfterSeconds = 0;
        return true;
    }

    public void BeginRequest(Pool pool)
    {
    }

    public Backend? Choose(Pool pool, IClient client, ReadOnlySpan<Backend> tried, out bool full)
    {
        full = false;
        for (var i = 0; i < pool.Backends.Length; i++)
        {
            var backend = pool.Backends[(int)((uint)_turn++ % (uint)pool.Backends.Length)];
            if (!tried.Contains(backend))
            {
                return backend;
            }
        }

        return null;
    }

    private int _turn;

    public bool HasAnother(Pool pool, Backend current, ReadOnlySpan<Backend> tried) => pool.Backends.Length > tried.Length + 1;

    public void EndTry(Pool pool, Backend backend, Outcome outcome, long microseconds) => Queues.OnPlaceFree(pool);

    public bool MayRetry(Pool pool) => true;

    public void WriteOwnLines(ref HeadWriter writer, IClient client, Pool pool, Backend backend, RequestRecord record)
    {
    }

    public void Record(RequestRecord record, IClient client, Route? route)
    {
    }

    public void CountViolation(IClient client, Violation violation)
    {
    }

    public void CountPathFault(IClient client, Routing.PathFault fault)
    {
    }

    public void CountRefused(IClient client, int status)
    {
    }

#pragma warning restore CA1822

    private void AfterTurn()
    {
        var current = _server.Current;
        if (ReferenceEquals(current, Snapshot))
        {
            return;
        }

        Snapshot = current;
        HeadLimits = LimitsOf(current);
        foreach (var connections in _connections)
        {
            if (connections is not null && connections.Backend.State.Draining)
            {
                connections.CloseIdle();
            }
        }

        _server.OnAdopted(Loop.Index, current.Revision);
    }

    private static HeadLimits LimitsOf(GatewaySnapshot snapshot)
    {
        var limits = snapshot.Settings.Limits;
        return new HeadLimits
        {
            MaxRequestLineBytes = limits.MaxRequestLineBytes,
            MaxHeadBytes = limits.MaxHeadBytes,
            MaxFields = limits.MaxHeaderFields,
        };
    }
}
