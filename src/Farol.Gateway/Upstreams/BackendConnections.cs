using Farol.Configuration.Gateway;
using Farol.Gateway.Forwarding;
using Farol.Gateway.Loop;
using Farol.Gateway.Native;
using Farol.Gateway.Snapshot;
using Farol.Gateway.Tls;

namespace Farol.Gateway.Upstreams;

/// <summary>The connections of one loop to one backend. The last one used is used next, so that what a burst opened ages and goes.</summary>
internal sealed class BackendConnections(EventLoop loop, Backend backend, GatewayTls tls)
{
    /// <summary>The shortest idle time of common servers is 2 s (gunicorn).</summary>
    private const int FreshMilliseconds = 1000;

    private readonly TlsSessionCell _sessions = new();
    private readonly List<UpstreamConnection> _idle = [];
    private PoolSection _settings = new();
    private TlsServerIdentity? _identity;
    private int _next;

    public Backend Backend { get; } = backend;

    public long IdleMilliseconds => (long)_settings.KeepAlive.IdleTimeout.TotalMilliseconds;

    /// <summary>An idle connection, or null.</summary>
    public UpstreamConnection? TakeIdle()
    {
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
    public UpstreamConnection? TakeFresh()
    {
        while (_idle.Count > 0 && loop.NowMilliseconds - _idle[^1].IdleSince < FreshMilliseconds)
        {
            var last = TakeIdle()!;
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
        var endpoints = Backend.State.Endpoints;
        if (endpoints.Length == 0)
        {
            return null;
        }

        var address = new SocketAddress(endpoints[(int)((uint)_next++ % (uint)endpoints.Length)]);
        var socket = Posix.StreamSocket(address.Family);
        if (socket < 0)
        {
            return null;
        }

        _ = Posix.SetOption(socket, SocketOption.Tcp, SocketOption.NoDelay, 1);
        if (Posix.Connect(socket, address) < 0 && Posix.LastError != Errno.InProgress)
        {
            _ = Posix.Close(socket);
            return null;
        }

        if (TransportOver(socket, pool) is not { } transport)
        {
            return null;
        }

        Count(1);
        var connection = new UpstreamConnection(loop, this, socket, transport, pool.Settings.SendProxyProtocol);
        return connection.TryOpen(exchange, pool.ConnectMilliseconds) ? connection : null;
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
        if (!keep.Enabled || connection.IsOfOneClient || _idle.Count >= keep.MaxIdle || (keep.MaxRequests > 0 && connection.Requests >= keep.MaxRequests) || Backend.State.Draining)
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
    }

    public void OnClosed() => Count(-1);

    private void Count(int change)
    {
        ref var figures = ref Backend.Figures(loop.Index);
        Volatile.Write(ref figures.Connections, figures.Connections + change);
    }
}
