using Farol.Configuration.Gateway;
using Farol.Gateway.Native;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Hosting;

/// <summary>The listening sockets of a gateway: opened and closed as configurations come, watched by every loop. One caller at a time.</summary>
internal sealed class ListenerSet(GatewayServer server, Func<ListenerSection, int>? openSocket) : IDisposable
{
    private readonly Func<ListenerSection, int> _openSocket = openSocket ?? Bind;
    private readonly Dictionary<string, OpenListener> _open = new(StringComparer.Ordinal);

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

    public void CloseThoseNotIn(GatewaySnapshot snapshot)
    {
        var wanted = snapshot.Document.Listeners.Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, listener) in _open.Where(l => !wanted.Contains(l.Key)).ToList())
        {
            _ = _open.Remove(key);
            Close(listener);
            foreach (var loop in server.Loops)
            {
                _ = loop.Loop.TryPost(new LoopCall(() => new ListenerDrain(loop, section => KeyOf(section) == key).Begin(snapshot.Settings.Timeouts.Drain)));
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

    public void CloseAll()
    {
        foreach (var listener in _open.Values)
        {
            Close(listener);
        }

        _open.Clear();
    }

    /// <summary>When no loop runs any more.</summary>
    public void Dispose()
    {
        foreach (var listener in _open.Values)
        {
            _ = Posix.Close(listener.Socket);
        }

        _open.Clear();
    }

    private OpenListener Add(ListenerSection section, int socket)
    {
        var ports = server.Loops.Select(loop => new ListenerPort(server, loop, socket, section)).ToArray();
        return _open[KeyOf(section)] = new OpenListener(socket, Posix.LocalAddress(socket).Port, ports);
    }

    /// <summary>The socket is closed only when no loop watches it any more: its number may be another's at once.</summary>
    private void Close(OpenListener listener)
    {
        var left = listener.Ports.Length;
        for (var i = 0; i < listener.Ports.Length; i++)
        {
            var port = listener.Ports[i];
            _ = server.Loops[i].Loop.TryPost(new LoopCall(() =>
            {
                port.End();
                if (Interlocked.Decrement(ref left) == 0)
                {
                    _ = Posix.Close(listener.Socket);
                }
            }));
        }
    }

    private static int Bind(ListenerSection section) => Posix.Listen(new SocketAddress(DefaultListeners.EndpointOf(section)), OwnSockets.Backlog);

    /// <summary>A listener whose port changes is another one.</summary>
    private static string KeyOf(ListenerSection section) => GatewayEngine.KeyOf(section);
}
