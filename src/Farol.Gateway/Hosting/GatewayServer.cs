using System.Security.Cryptography;
using Farol.Gateway.Health;
using Farol.Gateway.Limits;
using Farol.Gateway.Metering;
using Farol.Gateway.Native;
using Farol.Gateway.Sampling;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Tls;
using Microsoft.Extensions.Logging;

namespace Farol.Gateway.Hosting;

/// <summary>
/// The data plane: event loops, their listeners, and the configuration in force. <see cref="Apply"/> changes the configuration under way:
/// connections, health and counters live on.
/// </summary>
internal sealed class GatewayServer : IDisposable
{
    /// <summary>Loops take a configuration over within a turn, which is microseconds; so long only one that hangs needs.</summary>
    private const int MaxAdoptionMilliseconds = 5000;

    private readonly Lock _applying = new();
    private readonly object _adopting = new();
    private readonly ILogger _log;
    private readonly BackendRegistry _registry;
    private readonly List<Thread> _threads = [];
    private readonly ListenerSet _listeners;
    private readonly long[] _revisions;
    private readonly byte[] _stickyKey;
    private readonly TimeSpan _handshakes;
    private readonly DescriptorReserve _reserve = new();
    private readonly GatewayLoop[] _loops;
    private GatewaySnapshot _current;

    public GatewayServer(GatewaySnapshot first, BackendRegistry registry, GatewayServices services, ILogger<GatewayServer> log)
    {
        _listeners = new ListenerSet(this, services.OpenSocket);
        _log = log;
        _stickyKey = services.StickyKey;
        _handshakes = services.HandshakesUnderWay;
        FirstRequest = services.FirstRequest;
        Time = services.Time;
        Events = new EventBus(services.Time);
        PassiveHealth = new PassiveHealth(services.Time, Events);
        RateLimits.Update(first);
        AccessLog = new AccessLog(registry.Loops, services.Time);
        Requests = new RequestTap(registry.Loops, services.Time);
        _registry = registry;
        Tls = new GatewayTls(services.Time, log, services.DataFolder);
        _current = first;
        _revisions = new long[registry.Loops];
        Array.Fill(_revisions, first.Revision);
        Bounds.Update(first.Settings.Limits, DescriptorReserve.ConnectionsThatFit);
        _loops = [.. Enumerable.Range(0, registry.Loops).Select(i => new GatewayLoop(this, i, services.ReadsBeforeRing, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8))))];
        foreach (var loop in _loops)
        {
            loop.Loop.Failed = (role, wrong) => _log.LogError(wrong, "An error in the gateway ended one {Role}", role);
            loop.Loop.RingRefused = reason => _log.LogWarning("Loop {Loop} goes on by epoll alone for a minute: no io_uring ({Reason})", loop.Loop.Index, reason);
            loop.Loop.Held = (role, milliseconds) => _log.LogWarning("Loop {Loop} was held {Milliseconds} ms by: {Role}", loop.Loop.Index, milliseconds, role);
        }
    }

    /// <summary>The configuration that loops take over before their next event.</summary>
    public GatewaySnapshot Current => Volatile.Read(ref _current);

    public IReadOnlyList<GatewayLoop> Loops => _loops;

    /// <summary>What happened that people or other programs want to know; one reader.</summary>
    public EventBus Events { get; }

    public PassiveHealth PassiveHealth { get; }

    public RateLimits RateLimits { get; } = new(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));

    /// <summary>How many connections there may be, and how many there are.</summary>
    public ConnectionBounds Bounds { get; } = new();

    public AccessLog AccessLog { get; }

    /// <summary>Copies of requests for whoever looks at them now.</summary>
    public RequestTap Requests { get; }

    /// <summary>The key that signs sticky cookies under a configuration.</summary>
    internal byte[] StickyKeyOf(GatewaySnapshot snapshot) => snapshot.StickyKey.Length > 0 ? snapshot.StickyKey : _stickyKey;

    /// <summary>The wall clock; what loops time they time by their own.</summary>
    internal TimeProvider Time { get; }

    /// <inheritdoc cref="GatewayServices.FirstRequest"/>
    internal TimeSpan FirstRequest { get; }

    public GatewayTls Tls { get; }

    public int Connections => _loops.Sum(l => l.ClientCount);

    /// <summary>The port that a listener got; for those that asked for port 0.</summary>
    public int PortOf(string listener)
    {
        lock (_applying)
        {
            return _listeners.PortOf(listener);
        }
    }

    /// <summary>Starts the loops and opens the listeners of the first configuration.</summary>
    /// <exception cref="SocketCallException">A listener cannot be opened.</exception>
    /// <exception cref="TlsConfigurationException">A certificate cannot be used.</exception>
    public void Start()
    {
        Tls.Adopt(_current.Document, Tls.Prepare(_current.Document));
        _registry.Adopt(_current);
        AccessLog.Update(_current.Settings.AccessLog);
        foreach (var loop in _loops)
        {
            var thread = new Thread(loop.Loop.Run) { Name = $"loop {loop.Loop.Index}", IsBackground = true };
            _threads.Add(thread);
            thread.Start();
        }

        lock (_applying)
        {
            _listeners.Watch(_listeners.Open(_current));
        }
    }

    /// <summary>Puts another configuration in force and returns when every loop has it. What it no longer names drains.</summary>
    /// <exception cref="SocketCallException">A new listener cannot be opened; nothing was changed.</exception>
    /// <exception cref="TlsConfigurationException">A certificate cannot be used; nothing was changed.</exception>
    public void Apply(GatewaySnapshot snapshot)
    {
        lock (_applying)
        {
            var tls = Tls.Prepare(snapshot.Document);
            var hasOtherBlocks = !ReferenceEquals(snapshot.Blocks, _current.Blocks);
            var opened = _listeners.Open(snapshot);
            var leaving = _listeners.TakeThoseNotIn(snapshot);
            Tls.Adopt(snapshot.Document, tls);
            _registry.Adopt(snapshot);
            RateLimits.Update(snapshot);
            AccessLog.Update(snapshot.Settings.AccessLog);
            Bounds.Update(snapshot.Settings.Limits, DescriptorReserve.ConnectionsThatFit);
            Volatile.Write(ref _current, snapshot);
            foreach (var loop in _loops)
            {
                _ = loop.Loop.TryPost(new LoopCall(() => { }));
            }

            _listeners.Close(leaving, snapshot.Settings.Timeouts.Drain, _handshakes);
            _listeners.Update(snapshot);
            _listeners.Watch(opened);
            if (WaitUntilAdopted(snapshot.Revision))
            {
                _registry.Retire(snapshot);
                _ = _registry.Release(snapshot.Revision);
                PostToAll(loop => loop.CloseRetired());
            }

            if (hasOtherBlocks)
            {
                PostToAll(loop => loop.CloseBlocked());
            }

            _ = _listeners.WaitUntilClosed(MaxAdoptionMilliseconds);
        }
    }

    /// <summary>Serves those who have connected and lets requests under way end, for at most <paramref name="drain"/>, then ends.</summary>
    /// <param name="isKept">Another process goes on with the listening sockets: those who wait in them are left to it.</param>
    public async Task StopAsync(TimeSpan drain, TimeProvider clock, bool isKept = false)
    {
        lock (_applying)
        {
            _listeners.CloseAll(drain < _handshakes ? drain : _handshakes, isKept);
        }

        PostToAll(loop => loop.Drain());
        var until = clock.GetTimestamp() + (long)(drain.TotalSeconds * clock.TimestampFrequency);
        while ((Bounds.Count > 0 || _listeners.HasLeaving) && clock.GetTimestamp() < until)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock);
        }

        PostToAll(loop =>
        {
            loop.CloseAll();
            loop.Loop.Stop();
        });
        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    public void Dispose()
    {
        foreach (var loop in _loops)
        {
            loop.Loop.Stop();
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }

        foreach (var loop in _loops)
        {
            loop.Loop.Dispose();
        }

        _listeners.Dispose();
        AccessLog.Dispose();
        Requests.Dispose();
        Tls.Dispose();
        _reserve.Dispose();
    }

    /// <summary>A loop has taken over a revision; when all have, what only older ones knew is forgotten.</summary>
    internal void OnAdopted(int loop, long revision)
    {
        lock (_adopting)
        {
            _revisions[loop] = revision;
            Monitor.PulseAll(_adopting);
        }
    }

    /// <summary>The loop with the fewest clients; the asker where it is no busier.</summary>
    internal GatewayLoop LeastBusy(GatewayLoop asker)
    {
        var least = asker;
        foreach (var loop in _loops)
        {
            if (loop.ClientCount < least.ClientCount)
            {
                least = loop;
            }
        }

        return least;
    }

    internal bool TryRefuseOne(int listener) => _reserve.TryRefuseOne(listener);

    /// <summary>False: a loop is held so long that what the configuration dropped stays until the next change.</summary>
    private bool WaitUntilAdopted(long revision)
    {
        var until = Environment.TickCount64 + MaxAdoptionMilliseconds;
        lock (_adopting)
        {
            while (_revisions.Any(r => r < revision))
            {
                var left = until - Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(_adopting, (int)left))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void PostToAll(Action<GatewayLoop> call)
    {
        foreach (var loop in _loops)
        {
            _ = loop.Loop.TryPost(new LoopCall(() => call(loop)));
        }
    }
}
