using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Live;

/// <summary>All views and all clients of this process.</summary>
public sealed class LiveHub : IDisposable
{
    private static readonly TimeSpan _sweepInterval = TimeSpan.FromSeconds(1);

    // The socket's own keep-alive costs a timer a client; heartbeats and the stall limit do its work.
    private static readonly WebSocketAcceptContext _accept = new() { KeepAliveInterval = TimeSpan.Zero };
    private readonly Lock _gate = new();
    private readonly Dictionary<LiveViewKey, LiveView> _views = [];
    private readonly FanOutQueue _walks = new();
    private readonly ClientRegistry _clients;
    private readonly ITimer _sweep;
    private readonly ITimer _heartbeat;
    private readonly CancellationTokenRegistration _stopping;
    private volatile bool _isStopping;

    public LiveHub(
        LiveOptions options,
        TimeProvider time,
        ILogger<LiveHub> log,
        System.Diagnostics.Metrics.IMeterFactory? meters = null,
        IHostApplicationLifetime? lifetime = null)
    {
        var faults = options.Validate();
        if (faults.Count > 0)
        {
            throw new ArgumentException("Live channels: " + string.Join("; ", faults), nameof(options));
        }

        Options = options;
        Time = time;
        Log = log;
        _clients = new ClientRegistry(options);
        Counters = new LiveCounters(meters, () => _clients.Count);
        _sweep = time.CreateTimer(_ => Sweep(), null, _sweepInterval, _sweepInterval);
        var interval = TimeSpan.FromSeconds(options.HeartbeatSeconds);
        _heartbeat = time.CreateTimer(_ => Heartbeat(), null, interval, interval);
        _stopping = lifetime?.ApplicationStopping.Register(CloseAll) ?? default;
    }

    internal LiveOptions Options { get; }

    internal TimeProvider Time { get; }

    internal ILogger Log { get; }

    internal LiveCounters Counters { get; }

    /// <summary>Clients connected now.</summary>
    public int ClientCount => _clients.Count;

    /// <summary>The view of <paramref name="key"/>, started with <paramref name="topics"/> when there is none yet.</summary>
    public LiveView OpenView(LiveViewKey key, IReadOnlyCollection<LiveTopic> topics)
    {
        lock (_gate)
        {
            if (_views.TryGetValue(key, out var view))
            {
                return view;
            }

            if (_views.Count >= Options.MaxViews)
            {
                throw new InvalidOperationException($"{_views.Count} live views are open; MaxViews allows no more");
            }

            view = new LiveView(key, topics, Options, Time, _walks, Log);
            _views.Add(key, view);
            return view;
        }
    }

    public LiveView? FindView(LiveViewKey key)
    {
        lock (_gate)
        {
            return _views.GetValueOrDefault(key);
        }
    }

    /// <summary>Ends a view, for example of a router that was removed; its clients are closed with 1001 and <paramref name="reason"/>.</summary>
    public void CloseView(LiveViewKey key, string reason)
    {
        LiveView? view;
        lock (_gate)
        {
            _views.Remove(key, out view);
        }

        foreach (var client in view?.Clients() ?? [])
        {
            client.Close(WebSocketCloseStatus.EndpointUnavailable, reason);
        }
    }

    public LiveStatistics Statistics()
    {
        List<LiveView> views;
        lock (_gate)
        {
            views = [.. _views.Values];
        }

        var clients = _clients.All();
        return new LiveStatistics
        {
            TotalConnections = clients.Count,
            Channels = views.GroupBy(v => v.Key.Channel).ToDictionary(g => g.Key, g => g.Sum(v => v.ClientCount)),
            OldestConnection = clients.Count > 0 ? clients.Min(c => c.ConnectedAt) : null,
            NewestConnection = clients.Count > 0 ? clients.Max(c => c.ConnectedAt) : null,
            ConnectionsOpened = Counters.Opened,
            ConnectionsRefused = Counters.Refused,
            ConnectionsStalled = Counters.Stalled,
            MessagesSent = Counters.Sent,
            MessagesDropped = Counters.Dropped,
            MessagesReceived = Counters.Received,
            BytesSent = Counters.BytesSent,
            SlowClients = clients.Count(c => c.Dropped > 0),
        };
    }

    /// <summary>
    /// Serves one WebSocket request. The caller has judged who asks and what they may see before; the application must use
    /// <c>UseWebSockets</c>. The connection may outlive the request: what is to happen at its end is <see cref="LiveSession.Ended"/>.
    /// </summary>
    public async Task ServeAsync(HttpContext http, LiveSession session)
    {
        var isTaken = false;
        try
        {
            if (!http.WebSockets.IsWebSocketRequest)
            {
                await RefuseHttpAsync(http);
                return;
            }

            ConnectionLimits.Apply(http, Options);
            if (await SocketTakeover.TryTakeAsync(http) is { } taken)
            {
                isTaken = true;

                // Without the request's context, which would keep the request.
                using (ExecutionContext.SuppressFlow())
                {
                    _ = ServeTakenAsync(taken, session);
                }

                return;
            }

            // Not disposed: that would reset the connection and with it a close frame still on its way. It ends with the request.
            var socket = await http.WebSockets.AcceptWebSocketAsync(_accept);
            await ServeAsync(socket, session);
        }
        finally
        {
            if (!isTaken)
            {
                session.Ended?.Invoke();
            }
        }
    }

    /// <summary>Serves a socket that has been accepted already.</summary>
    internal async Task ServeAsync(WebSocket socket, LiveSession session)
    {
        var client = new LiveClient(this, socket, _clients.NextNumber(), session.Identity) { OnMessage = session.OnMessage };
        if (_clients.TryAdd(client, out var refusal))
        {
            Counters.CountOpened();
            using var revocation = session.Revoked.UnsafeRegister(
                static state => Revoke((ValueTuple<LiveClient, string>)state!), (client, session.RevokedReason));
            try
            {
                client.Start(session);
                if (_isStopping)
                {
                    SayGoodbye(client);
                }

                await ClientReader.ReadAsync(client, this);
            }
            finally
            {
                client.Leave();
                Counters.CountClosed(Time.GetUtcNow() - client.ConnectedAt);
                _clients.Remove(client);
            }
        }
        else
        {
            Counters.CountRefused();
            await RefuseAsync(socket, refusal);
        }
    }

    /// <summary>Closes every client, and whoever still comes.</summary>
    internal void CloseAll()
    {
        _isStopping = true;
        foreach (var client in _clients.All())
        {
            SayGoodbye(client);
        }
    }

    /// <summary>Ends once nobody is connected.</summary>
    internal Task WhenEmpty() => _clients.WhenEmpty();

    private async Task ServeTakenAsync(WebSocket socket, LiveSession session)
    {
        try
        {
            await ServeAsync(socket, session);
        }
        catch (Exception fault)
        {
            Log.LogError(fault, "A live connection ended by a fault");
        }
        finally
        {
            socket.Dispose();
            session.Ended?.Invoke();
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _sweep.Dispose();
        _heartbeat.Dispose();
        Counters.Dispose();
        foreach (var client in _clients.All())
        {
            client.Abort();
        }
    }

    private static void Revoke((LiveClient Client, string Reason) revoked) =>
        revoked.Client.Close(WebSocketCloseStatus.PolicyViolation, revoked.Reason);

    private static Task RefuseHttpAsync(HttpContext http)
    {
        const string Detail = "This address speaks WebSocket only: connect with ws:// or wss://";
        http.Response.Headers.Upgrade = "websocket";
        return Results
            .Problem(
                Detail,
                statusCode: StatusCodes.Status426UpgradeRequired,
                extensions: new Dictionary<string, object?> { ["success"] = false, ["error"] = Detail })
            .ExecuteAsync(http);
    }

    private async Task RefuseAsync(WebSocket socket, string reason)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(Options.MaxCloseSeconds), Time);
        try
        {
            await socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, CloseReason.Fit(reason), limit.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            socket.Abort();
        }
    }

    private void Sweep()
    {
        var now = Time.GetTimestamp();
        foreach (var client in _clients.All())
        {
            client.EndIfStuck(now);
        }
    }

    private void Heartbeat()
    {
        List<LiveView> views;
        lock (_gate)
        {
            views = [.. _views.Values];
        }

        foreach (var view in views)
        {
            view.Heartbeat();
        }
    }

    private static void SayGoodbye(LiveClient client) => client.Close(WebSocketCloseStatus.EndpointUnavailable, "the server is stopping");
}
