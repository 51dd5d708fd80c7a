using Farol.Gateway.Balancing;
using Farol.Gateway.Forwarding;
using Farol.Gateway.Health;
using Farol.Gateway.Http1;
using Farol.Gateway.Http2;
using Farol.Gateway.Limits;
using Farol.Gateway.Loop;
using Farol.Gateway.Metering;
using Farol.Gateway.Sampling;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Hosting;

/// <summary>
/// Everything that one event loop holds: its clients, its connections to backends, its counters. Nothing in it is shared; what loops share they
/// read through the snapshot and the backends.
/// </summary>
internal sealed partial class GatewayLoop
{
    /// <summary>For lines and bodies that the gateway writes itself; error pages come from their own arrays.</summary>
    private const int ScratchBytes = 16 * 1024;

    private readonly GatewayServer _server;
    private readonly List<ClientConnection> _clients = [];
    private readonly List<AwaitedHeader> _awaited = [];
    private BackendConnections?[] _connections = [];
    private LoopPool?[] _pools = [];
    private ulong _randomState;
    private int _clientCount;

    public GatewayLoop(GatewayServer server, int index, int? readsBeforeRing, ulong seed)
    {
        _server = server;
        Loop = new EventLoop(index, readsBeforeRing) { AfterTurn = AfterTurn };
        Snapshot = server.Current;
        HeadLimits = LimitsOf(Snapshot);
        Queues = new PoolQueues(this);
        Http2 = new Http2Loop(Loop.Buffers);
        _randomState = seed | 1;
    }

    /// <summary>Stands for the client where nobody knows it.</summary>
    public static UInt128? NoClient => null;

    public EventLoop Loop { get; }

    /// <summary>The configuration in force on this loop; changes only between two events.</summary>
    public GatewaySnapshot Snapshot { get; private set; }

    public HeadLimits HeadLimits { get; private set; }

    public PoolQueues Queues { get; }

    public Http2Loop Http2 { get; }

    public LoopMeter Meter { get; } = new();

    /// <summary>For what is written within one call.</summary>
    public byte[] Scratch { get; } = GC.AllocateUninitializedArray<byte>(ScratchBytes, pinned: true);

    /// <summary>Client connections of this loop; any thread may read it.</summary>
    public int ClientCount => Volatile.Read(ref _clientCount);

    /// <summary>How many connections there may be, over all loops.</summary>
    public ConnectionBounds Bounds => _server.Bounds;

    /// <summary>Waits for the header of a trusted proxy's connection. Loop's thread only.</summary>
    public void Await(AwaitedHeader awaited)
    {
        awaited.Place = _awaited.Count;
        _awaited.Add(awaited);
        awaited.Begin();
    }

    public void OnHeaderOver(AwaitedHeader awaited)
    {
        var last = _awaited[^1];
        _awaited[awaited.Place] = last;
        last.Place = awaited.Place;
        _awaited.RemoveAt(_awaited.Count - 1);
    }

    /// <summary>Takes a connection that a listener accepted. Loop's thread only.</summary>
    public void Adopt(ClientConnection client, ListenerPort port)
    {
        client.Place = _clients.Count;
        _clients.Add(client);
        Meter.CountConnectionOpened();
        Volatile.Write(ref _clientCount, _clients.Count);
        if (client.TryBegin() && port.IsLeaving)
        {
            client.Drain();
        }
    }

    public void OnClosed(ClientConnection client)
    {
        Meter.CountConnectionClosed();
        Bounds.End(client.Info.Address);
        Bounds.End();
        var last = _clients[^1];
        _clients[client.Place] = last;
        last.Place = client.Place;
        _clients.RemoveAt(_clients.Count - 1);
        Volatile.Write(ref _clientCount, _clients.Count);
    }

    /// <summary>Closes idle connections to backends that the configuration no longer names.</summary>
    public void CloseRetired()
    {
        foreach (var connections in _connections)
        {
            if (connections is not null && connections.Backend.State.Draining)
            {
                connections.CloseIdle();
            }
        }
    }

    /// <summary>Ends what the blocks in force no longer allow: connections of blocked clients, and requests that came for them through proxies.</summary>
    public void CloseBlocked()
    {
        for (var i = _clients.Count - 1; i >= 0; i--)
        {
            if (BlockOf(_clients[i].Info) is { } rule)
            {
                CountBlocked(rule, _clients[i].Info.Address, route: null);
                _clients[i].Close();
            }
            else
            {
                _clients[i].EndBlocked();
            }
        }
    }

    /// <summary>The block that a connection meets; null: none. A trusted proxy's own address is nobody's: its requests are judged one by one.</summary>
    public BlockRule? BlockOf(ClientInfo client) =>
        Snapshot.Blocks.IsEmpty || Trusts(client) ? null : Snapshot.Blocks.Find(client.Address, _server.Time);

    /// <summary>The block that a request meets; null: none.</summary>
    /// <param name="address">The client's, behind trusted proxies.</param>
    public BlockRule? BlockOf(UInt128 address, Route? route) => Snapshot.Blocks.IsEmpty
        ? null
        : Snapshot.Blocks.Find(address, _server.Time) ?? (route?.Tenant is { } tenant ? Snapshot.Blocks.Find(address, tenant, _server.Time) : null);

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
            slot = new BackendConnections(Loop, backend, _server.Tls, Http2);
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

    /// <summary>What this loop keeps for a pool, with the pool as the request saw it.</summary>
    public LoopPool PoolOf(Pool pool)
    {
        if (pool.Index >= _pools.Length)
        {
            Array.Resize(ref _pools, Math.Max(pool.Index + 1, _pools.Length * 2));
        }

        ref var slot = ref _pools[pool.Index];
        if (slot is null || !ReferenceEquals(slot.Selector.Pool.Key, pool.Key))
        {
            var selector = new PoolSelector(pool, Loop.Index, _server.PassiveHealth, new Random((int)NextRandom()));
            slot = new LoopPool(selector, new RetryBudget(_server.Loops.Count));
        }

        slot.Update(pool, _server.StickyKeyOf(Snapshot));
        return slot;
    }

    /// <summary>Where a request that ended so is logged; null: it is not.</summary>
    public AccessLogRing? AccessLogFor(int status) => _server.AccessLog.RingFor(Loop.Index, status);

    /// <summary>Who looks at requests now; null: nobody.</summary>
    public SampleWatches? Watches => _server.Requests.Watches;

    /// <summary>Whether the limits let a request pass.</summary>
    public LimitDecision Admit(Route route, UInt128 address, IClient client)
    {
        var decision = _server.RateLimits.TryTake(route, address, client.Head, client.HeadBytes, Loop.NowMicroseconds);
        if (!decision.IsPassed)
        {
            Meter.CountLimited(route);
            Publish(GatewayEventKind.LimitHit, EventSeverity.Info, address, route, decision.Rule!.Identity);
        }

        return decision;
    }

    private void AfterTurn()
    {
        var current = _server.Current;
        if (ReferenceEquals(current, Snapshot))
        {
            return;
        }

        Snapshot = current;
        HeadLimits = LimitsOf(current);
        _server.OnAdopted(Loop.Index, current.Revision);
    }

    internal static HeadLimits LimitsOf(GatewaySnapshot snapshot)
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
