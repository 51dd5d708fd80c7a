using Farol.Configuration.Gateway;
using Farol.Gateway.Forwarding;
using Farol.Gateway.Hosting;
using Farol.Gateway.Http2;
using Farol.Gateway.Loop;
using Farol.Gateway.Native;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Upstreams;

/// <summary>The connections of one loop to one backend. The last one used is used next, so that what a burst opened ages and goes.</summary>
internal sealed class BackendConnections(EventLoop loop, Backend backend, GatewayTls tls, Http2Loop http2)
{
    /// <summary>Requests that wait for one HTTP/2 connection to stand before another is made.</summary>
    private const int MaxWaitingForHttp2 = 100;

    /// <summary>The shortest idle time of common servers is 2 s (gunicorn).</summary>
    private const int FreshMilliseconds = 1000;

    private readonly TlsSessionCell _sessions = new();
    private readonly List<UpstreamConnection> _idle = [];
    private readonly List<Http2BackendConnection> _http2 = [];
    private PoolSection _settings = new();
    private TlsServerIdentity? _identity;
    private System.Net.IPEndPoint[] _endpoints = [];
    private int _next;

    public Backend Backend { get; } = backend;

    public long IdleMilliseconds => (long)_settings.KeepAlive.IdleTimeout.TotalMilliseconds;

    /// <summary>The last attempt to connect failed because this process has no descriptor left: not the backend's fault.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Rises when an address is no longer the backend's; connections of before are not used again.</summary>
    public int Epoch { get; private set; }

    /// <summary>An idle connection of the protocol that the pool speaks now, or null.</summary>
    public UpstreamConnection? TakeIdle(Pool pool)
    {
        FollowAddresses();
        if (pool.Settings.Protocol == BackendProtocol.Http2)
        {
            return TakeStream();
        }

        if (_idle.Count == 0)
        {
            return null;
        }

        var last = _idle[^1];
        _idle.RemoveAt(_idle.Count - 1);
        return last;
    }

    /// <summary>
    /// An idle connection for a request that may not be sent twice, or null. The backend may be closing it this moment, which nobody can see:
    /// only one that was used a moment ago is taken, since servers close what was idle for seconds.
    /// </summary>
    public UpstreamConnection? TakeFresh(Pool pool)
    {
        if (pool.Settings.Protocol == BackendProtocol.Http2)
        {
            // A backend that leaves says which streams it still serves.
            return TakeStream();
        }

        FollowAddresses();
        while (_idle.Count > 0 && loop.NowMilliseconds - _idle[^1].IdleSince < FreshMilliseconds)
        {
            var last = TakeIdle(pool)!;
            if (!last.IsStale())
            {
                return last;
            }

            last.Close();
        }

        return null;
    }

    /// <summary>Begins to connect for an exchange. Null when it fails at once: no address known, no descriptor left, or refused.</summary>
    public UpstreamConnection? TryConnect(Pool pool, Exchange exchange)
    {
        _settings = pool.Settings;
        if (_settings.Protocol == BackendProtocol.Http2)
        {
            return TryConnectHttp2(pool, exchange);
        }

        if (Connect(pool) is not ({ } transport, var socket))
        {
            return null;
        }

        var connection = new UpstreamConnection(loop, this, socket, transport, pool.Settings.SendProxyProtocol);
        return connection.TryOpen(exchange, pool.ConnectMilliseconds) ? connection : null;
    }

    public void OnHttp2Closed(Http2BackendConnection connection)
    {
        _ = _http2.Remove(connection);
        Count(-1);
    }

    /// <summary>
    /// Leaves an address that the backend has no more, idle connections included: its name points elsewhere, or the tenant may no longer be there.
    /// </summary>
    private void FollowAddresses()
    {
        var now = Backend.State.Endpoints;
        if (ReferenceEquals(now, _endpoints))
        {
            return;
        }

        var isLeft = IsLeft(_endpoints, now);
        _endpoints = now;
        if (isLeft)
        {
            Epoch++;
            CloseIdle();
        }
    }

    private UpstreamConnection? TakeStream()
    {
        foreach (var connection in _http2)
        {
            if (connection.IsReady && connection.MayTake(MaxWaitingForHttp2))
            {
                return connection.NewStream();
            }
        }

        return null;
    }

    /// <summary>Whether one of the addresses is no longer there. Apart, so that a call that changes nothing makes no closure.</summary>
    private static bool IsLeft(System.Net.IPEndPoint[] before, System.Net.IPEndPoint[] now) => Array.Exists(before, b => Array.IndexOf(now, b) < 0);

    private UpstreamConnection? TryConnectHttp2(Pool pool, Exchange exchange)
    {
        var connection = _http2.Find(c => c.MayTake(MaxWaitingForHttp2));
        if (connection is null)
        {
            if (Connect(pool) is not ({ } transport, var socket))
            {
                return null;
            }

            connection = new Http2BackendConnection(loop, this, http2, socket, transport);
            _http2.Add(connection);
            if (!connection.TryBegin(pool.ConnectMilliseconds))
            {
                return null;
            }
        }

        var upstream = connection.NewStream(exchange.IsWebSocket);
        _ = upstream.TryOpen(exchange, pool.ConnectMilliseconds);
        if (connection.IsReady)
        {
            loop.RunAgain(new LoopCall(() => upstream.OnReady(ReadyEvents.Write)));
        }

        return upstream;
    }

    private (Transport? Transport, int Socket) Connect(Pool pool)
    {
        FollowAddresses();
        var endpoints = _endpoints;
        IsExhausted = false;
        if (endpoints.Length == 0)
        {
            return default;
        }

        var address = new SocketAddress(endpoints[(int)((uint)_next++ % (uint)endpoints.Length)]);
        var socket = Posix.StreamSocket(address.Family);
        IsExhausted = socket < 0 || DescriptorReserve.IsKept(socket);
        if (IsExhausted)
        {
            _ = socket < 0 || Posix.Close(socket) == 0;
            return default;
        }

        _ = Posix.SetOption(socket, SocketOption.Tcp, SocketOption.NoDelay, 1);
        if (Posix.Connect(socket, address) < 0 && Posix.LastError != Errno.InProgress)
        {
            _ = Posix.Close(socket);
            return default;
        }

        if (TransportOver(socket, pool) is not { } transport)
        {
            return default;
        }

        Count(1);
        return (transport, socket);
    }

    /// <summary>Null when there is no memory for TLS; the socket is closed then.</summary>
    private Transport? TransportOver(int socket, Pool pool)
    {
        if (tls.OfPool(pool.Name) is not { } context)
        {
            return new PlainTransport(socket);
        }

        var name = pool.Settings.Tls?.ServerName ?? Backend.State.Host;
        if (_identity?.Name != name)
        {
            _identity = new TlsServerIdentity(name);
            _sessions.Forget();
        }

        return context.Connect(socket, _identity, _sessions);
    }

    /// <summary>Takes a connection that has become idle; false when there are enough, or the backend is leaving.</summary>
    public bool TryKeep(UpstreamConnection connection)
    {
        var keep = _settings.KeepAlive;
        if (!keep.Enabled || connection.IsOfOneClient || _idle.Count >= keep.MaxIdle || (keep.MaxRequests > 0 && connection.Requests >= keep.MaxRequests) || Backend.State.Draining || connection.Epoch != Epoch)
        {
            return false;
        }

        _idle.Add(connection);
        return true;
    }

    public void Forget(UpstreamConnection connection) => _idle.Remove(connection);

    /// <summary>Closes what is idle: the backend is no longer configured.</summary>
    public void CloseIdle()
    {
        while (_idle.Count > 0)
        {
            _idle[^1].Close();
        }

        foreach (var connection in _http2.ToArray())
        {
            connection.Drain();
        }
    }

    public void OnClosed() => Count(-1);

    private void Count(int change)
    {
        ref var figures = ref Backend.Figures(loop.Index);
        Volatile.Write(ref figures.Connections, figures.Connections + change);
    }
}
