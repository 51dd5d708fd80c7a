using Farol.Configuration.Gateway;
using Farol.Gateway.Native;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Hosting;

/// <summary>The listening sockets of a gateway: opened and closed as configurations come, watched by every loop. One caller at a time.</summary>
internal sealed class ListenerSet(GatewayServer server, Func<ListenerSection, int>? openSocket) : IDisposable
{
    private readonly Func<ListenerSection, int> _openSocket = openSocket ?? Bind;
    private readonly Dictionary<string, OpenListener> _open = new(StringComparer.Ordinal);
    private readonly List<LeavingListener> _leaving = [];

    /// <summary>The port that a listener got; for those that asked for port 0.</summary>
    public int PortOf(string name) => _open.Values.Last(l => l.Ports[0].Section.Name == name).Port;

    /// <summary>Opens those that are not open yet: all, or none. Clients can connect to them and wait there until <see cref="Watch"/>.</summary>
    /// <exception cref="SocketCallException">One cannot be opened.</exception>
    public IReadOnlyList<OpenListener> Open(GatewaySnapshot snapshot)
    {
        var opened = new List<(ListenerSection Section, int Socket)>();
        try
        {
            foreach (var section in snapshot.Document.Listeners.Where(s => !_open.ContainsKey(KeyOf(s))))
            {
                opened.Add((section, _openSocket(section)));
            }
        }
        catch
        {
            opened.ForEach(o => _ = Posix.Close(o.Socket));
            throw;
        }

        return [.. opened.Select(o => Add(o.Section, o.Socket))];
    }

    /// <summary>Begins to accept. All that a connection asks for, TLS first of all, must be in force: what is not there is not waited for.</summary>
    public void Watch(IReadOnlyList<OpenListener> opened)
    {
        foreach (var listener in opened)
        {
            foreach (var (loop, port) in server.Loops.Zip(listener.Ports))
            {
                _ = loop.Loop.TryPost(new LoopCall(port.Begin));
            }
        }
    }

    /// <summary>Takes out what a configuration no longer has, before any of the configuration is in force.</summary>
    public IReadOnlyList<LeavingListener> TakeThoseNotIn(GatewaySnapshot snapshot)
    {
        var wanted = snapshot.Document.Listeners.Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        var sockets = snapshot.Document.Listeners.Select(SocketOf).ToHashSet(StringComparer.Ordinal);
        return [.. _open.Where(l => !wanted.Contains(l.Key)).ToList().Select(l => Take(l.Key, isKept: sockets.Contains(SocketOf(l.Value.Ports[0].Section))))];
    }

    /// <summary>Closes what was taken out, once those who have reached it are accepted; connections that are open drain.</summary>
    public void Close(IReadOnlyList<LeavingListener> leaving, TimeSpan drain, TimeSpan handshakes)
    {
        foreach (var listener in leaving)
        {
            listener.Begin(handshakes < drain ? handshakes : drain);
            foreach (var loop in server.Loops)
            {
                _ = loop.Loop.TryPost(new LoopCall(() => new ListenerDrain(loop, section => KeyOf(section) == listener.Key).Begin(drain)));
            }
        }
    }

    /// <summary>So that the next configuration can bind what this one has left; false: a loop hangs.</summary>
    public bool WaitUntilClosed(int milliseconds)
    {
        var until = Environment.TickCount64 + milliseconds;
        lock (_leaving)
        {
            while (_leaving.Count > 0)
            {
                var left = until - Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(_leaving, (int)left))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Sockets that are taken out and not closed yet.</summary>
    public bool HasLeaving
    {
        get
        {
            lock (_leaving)
            {
                return _leaving.Count > 0;
            }
        }
    }

    /// <summary>What changed of a listener that stays holds for the next connection.</summary>
    public void Update(GatewaySnapshot snapshot)
    {
        foreach (var section in snapshot.Document.Listeners)
        {
            foreach (var (loop, port) in server.Loops.Zip(_open[KeyOf(section)].Ports))
            {
                _ = loop.Loop.TryPost(new LoopCall(() => port.Section = section));
            }
        }
    }

    /// <param name="isKept">Another process goes on with the sockets, and with those who wait in them.</param>
    public void CloseAll(TimeSpan handshakes, bool isKept)
    {
        foreach (var leaving in _open.Keys.ToList().Select(key => Take(key, isKept)))
        {
            leaving.Begin(handshakes);
        }
    }

    /// <summary>When no loop runs any more.</summary>
    public void Dispose()
    {
        foreach (var listener in _open.Values)
        {
            _ = Posix.Close(listener.Socket);
        }

        _open.Clear();
        LeavingListener[] left;
        lock (_leaving)
        {
            left = [.. _leaving];
        }

        foreach (var listener in left)
        {
            listener.Close();
        }
    }

    /// <summary>What a listener listens on, as whoever keeps sockets tells them apart: two names may stand for one socket, one after the other.</summary>
    public static string SocketOf(ListenerSection section) => section.Port == 0 ? KeyOf(section) : DefaultListeners.EndpointOf(section).ToString();

    private OpenListener Add(ListenerSection section, int socket)
    {
        // A process that ended while the listener left may have left it so.
        Posix.LetIn(socket);
        var ports = server.Loops.Select(loop => new ListenerPort(server, loop, socket, section)).ToArray();
        return _open[KeyOf(section)] = new OpenListener(socket, Posix.LocalAddress(socket).Port, ports);
    }

    private LeavingListener Take(string key, bool isKept)
    {
        _ = _open.Remove(key, out var listener);
        var leaving = new LeavingListener(server.Loops, listener!, OnClosed) { Key = key, IsKept = isKept };
        lock (_leaving)
        {
            _leaving.Add(leaving);
        }

        return leaving;
    }

    private void OnClosed(LeavingListener closed)
    {
        lock (_leaving)
        {
            _ = _leaving.Remove(closed);
            Monitor.PulseAll(_leaving);
        }
    }

    private static int Bind(ListenerSection section) => Posix.Listen(new SocketAddress(DefaultListeners.EndpointOf(section)), OwnSockets.Backlog);

    /// <summary>A listener whose port changes is another one.</summary>
    private static string KeyOf(ListenerSection section) => GatewayEngine.KeyOf(section);
}
