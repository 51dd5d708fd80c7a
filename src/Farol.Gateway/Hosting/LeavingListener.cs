using Farol.Gateway.Loop;
using Farol.Gateway.Native;

namespace Farol.Gateway.Hosting;

/// <summary>
/// A listening socket that will be closed. The kernel has told clients in its queue that they are connected, and closing it would reset them: nobody
/// new is let in, whoever has begun to connect may come to the end of it, and all who wait then are accepted first.
/// </summary>
internal sealed class LeavingListener : ITimed
{
    private readonly IReadOnlyList<GatewayLoop> _loops;
    private readonly OpenListener _listener;
    private readonly Action<LeavingListener> _closed;
    private readonly LoopTimer _timer;
    private int _left;
    private int _isClosed;

    /// <param name="loops">Those that the listener has a port on, in the same order.</param>
    /// <param name="listener">No longer among the open ones.</param>
    /// <param name="closed">Told on a loop's thread that the socket is closed.</param>
    public LeavingListener(IReadOnlyList<GatewayLoop> loops, OpenListener listener, Action<LeavingListener> closed)
    {
        (_loops, _listener, _closed) = (loops, listener, closed);
        _timer = new LoopTimer(this);
        _left = listener.Ports.Length;
        foreach (var port in listener.Ports)
        {
            port.Leave();
        }
    }

    /// <summary>What the connections of this listener know it by.</summary>
    public required string Key { get; init; }

    /// <summary>Somebody else goes on with the socket: those who wait in it are theirs.</summary>
    public required bool IsKept { get; init; }

    /// <summary>Any thread.</summary>
    /// <param name="handshakes">How long those who have begun to connect have for it.</param>
    public void Begin(TimeSpan handshakes)
    {
        if (IsKept)
        {
            End();
            return;
        }

        // Where the kernel refuses, clients come until the end, and only one that comes in the same instant is lost.
        _ = Posix.HoldOff(_listener.Socket);
        var first = _loops[0].Loop;
        if (handshakes <= TimeSpan.Zero || !first.TryPost(new LoopCall(() => first.Timers.Set(_timer, first.NowMilliseconds + (long)handshakes.TotalMilliseconds))))
        {
            End();
        }
    }

    public void OnDue(LoopTimer timer) => End();

    /// <summary>When no loop has anything to do with it any more, or none runs.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            _ = Posix.Close(_listener.Socket);
            _closed(this);
        }
    }

    private void End()
    {
        for (var i = 0; i < _loops.Count; i++)
        {
            var (loop, port) = (_loops[i], _listener.Ports[i]);
            _ = loop.Loop.TryPost(new LoopCall(() =>
            {
                port.End();
                if (Interlocked.Decrement(ref _left) == 0)
                {
                    Empty(loop, port);
                }
            }));
        }
    }

    /// <summary>By the loop that left it last: nobody else accepts any more.</summary>
    private void Empty(GatewayLoop loop, ListenerPort port)
    {
        if (IsKept || port.TryTakeAll(out _))
        {
            Close();
        }
        else
        {
            loop.Loop.RunAgain(new LoopCall(() => Empty(loop, port)));
        }
    }
}
