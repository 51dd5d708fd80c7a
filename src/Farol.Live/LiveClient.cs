using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Farol.Live;

/// <summary>One WebSocket: what it is subscribed to, what was sent to it, and the only way to send it something of its own.</summary>
public sealed class LiveClient
{
    private readonly LiveHub _hub;
    private readonly WebSocket _socket;
    private readonly long _number;
    private readonly ClientSubscriptions _subscriptions = new();
    private readonly ClientPump _pump;
    private ReplyQueue? _replies;
    private CancellationTokenSource? _ended;
    private bool _hasLeft;
    private int _closing;
    private int _cutOff;
    private bool _isStalled;
    private long _closingSince;
    private long _dropped;
    private MessageBudget _budget;
    private Task _closeSent = Task.CompletedTask;

    internal LiveClient(LiveHub hub, WebSocket socket, long number, string identity)
    {
        _hub = hub;
        _socket = socket;
        _number = number;
        Identity = identity;
        ConnectedAt = hub.Time.GetUtcNow();
        _pump = new ClientPump(hub, this);
        _budget = new MessageBudget(hub.Options.MaxMessageBurst, hub.Time.GetTimestamp());
    }

    public string Id => string.Create(CultureInfo.InvariantCulture, $"c{_number}");

    public string Identity { get; }

    public DateTimeOffset ConnectedAt { get; }

    /// <summary>Updates that this client was too slow for.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Ends when the connection does.</summary>
    internal CancellationToken Aborted
    {
        get
        {
            var ended = LazyInitializer.EnsureInitialized(ref _ended, static () => new CancellationTokenSource());
            if (Volatile.Read(ref _hasLeft))
            {
                ended.Cancel();
            }

            return ended.Token;
        }
    }

    internal WebSocket Socket => _socket;

    internal bool IsClosing => Volatile.Read(ref _closing) != 0;

    internal bool IsCutOff => Volatile.Read(ref _cutOff) != 0;

    internal Subscription[] Subscriptions => _subscriptions.All;

    internal ReplyQueue? Replies => Volatile.Read(ref _replies);

    internal Func<LiveClient, LiveMessage, CancellationToken, ValueTask>? OnMessage { get; init; }

    /// <summary>
    /// Begins with the welcome, then what the session's view has for it. The pump starts last, so that nothing that is published
    /// meanwhile goes out first.
    /// </summary>
    internal void Start(LiveSession session)
    {
        if (!session.View.TryReadTopics(session.Types, out var topics, out var error))
        {
            Close(WebSocketCloseStatus.PolicyViolation, error);
            return;
        }

        try
        {
            if (session.Welcome is { } welcome)
            {
                Send(session.WelcomeType, welcome(this));
            }

            _subscriptions.TryAdd(1, () => session.View.Subscribe(this, topics, ResumePoint.Read(session.Since)));
            _pump.Start();
        }
        catch (Exception fault)
        {
            CloseUnwritable(fault);
        }
    }

    /// <summary>Sends a frame to this client alone: <paramref name="body"/>'s fields beside type, timestamp, channel, epoch and seq.</summary>
    /// <param name="about">The view whose channel, epoch and last sequence the frame carries; the client's first one where none is named.</param>
    /// <returns>False when too many replies wait already (<see cref="LiveOptions.MaxQueuedReplies"/>): the frame will not be sent.</returns>
    public bool Send<T>(string type, T body, LiveView? about = null)
    {
        var replies = LazyInitializer.EnsureInitialized(
            ref _replies, () => new ReplyQueue(_hub.Options.MaxQueuedReplies, _hub.Options.MaxQueuedReplyBytes));
        if (!replies.TryAdd(new LiveReply(type, JsonSerializer.SerializeToUtf8Bytes(body, _hub.Options.Json), about)))
        {
            return false;
        }

        Pump();
        return true;
    }

    /// <summary>Adds another view to this connection; subscribing again replaces the filter and starts from the snapshot.</summary>
    /// <returns>False with a text for the client: too many views, or an unknown type in the filter.</returns>
    public bool Subscribe(LiveView view, string? types, string? since, out string error)
    {
        if (!view.TryReadTopics(types, out var topics, out error))
        {
            return false;
        }

        _subscriptions.Remove(view);
        var max = _hub.Options.MaxSubscriptionsPerClient;
        if (!_subscriptions.TryAdd(max, () => view.Subscribe(this, topics, ResumePoint.Read(since))))
        {
            error = $"no more than {max} subscriptions a connection";
            return false;
        }

        Pump();
        return true;
    }

    /// <returns>False when it was not subscribed.</returns>
    public bool Unsubscribe(LiveView view) => _subscriptions.Remove(view);

    /// <summary>Stops a view's frames without losing the place; what is too old at <see cref="Resume"/> is replaced by the current state.</summary>
    public bool Pause(LiveView view) => _subscriptions.SetPaused(view, true);

    /// <returns>False when it was not subscribed.</returns>
    public bool Resume(LiveView view)
    {
        var isSubscribed = _subscriptions.SetPaused(view, false);
        Pump();
        return isSubscribed;
    }

    /// <summary>Starts the close handshake; a client that does not answer is cut off after <see cref="LiveOptions.MaxCloseSeconds"/>.</summary>
    public void Close(WebSocketCloseStatus status, string reason)
    {
        if (Interlocked.Exchange(ref _closing, 1) == 0)
        {
            Volatile.Write(ref _closingSince, Math.Max(1, _hub.Time.GetTimestamp()));
            _closeSent = SendCloseAsync(status, CloseReason.Fit(reason));
        }
    }

    /// <summary>Answers the client's close; returns when the answer is on its way or the connection is gone.</summary>
    internal Task AnswerCloseAsync()
    {
        Close(_socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, "");
        return _closeSent;
    }

    /// <summary>Sends what there is, unless another thread is at it already; that one then looks again.</summary>
    internal void Pump() => _pump.Run();

    internal bool TakeMessageBudget() => _budget.TryTake(_hub.Options, _hub.Time);

    internal void CountDropped(long updates)
    {
        if (updates > 0)
        {
            Interlocked.Add(ref _dropped, updates);
            _hub.Counters.CountDropped(updates);
        }
    }

    /// <summary>Ends the connection when the client has taken nothing, or has not answered our close, for too long.</summary>
    internal void EndIfStuck(long now)
    {
        var stalled = HasPassed(_pump.BlockedSince, now, _hub.Options.MaxStallSeconds);
        if ((!stalled && !HasPassed(Volatile.Read(ref _closingSince), now, _hub.Options.MaxCloseSeconds)) || Interlocked.Exchange(ref _cutOff, 1) != 0)
        {
            return;
        }

        if (stalled)
        {
            _isStalled = true;
            _hub.Counters.CountStalled();
        }

        Abort();
    }

    /// <summary>Leaves every view; what a stalled client was still owed counts as dropped.</summary>
    internal void Leave()
    {
        _subscriptions.Close(_isStalled);
        Volatile.Write(ref _hasLeft, true);
        Interlocked.MemoryBarrier();
        _ended?.Cancel();
    }

    /// <summary>A body that cannot be serialised is its maker's mistake; the thread that finds out may be anybody's and goes on.</summary>
    internal void CloseUnwritable(Exception fault)
    {
        _hub.Log.LogError(fault, "The next frame for client {Client} could not be made", Id);
        Close(WebSocketCloseStatus.InternalServerError, "the state could not be written");
    }

    internal void Abort()
    {
        Interlocked.Exchange(ref _closing, 1);
        try
        {
            _socket.Abort();
        }
        catch (Exception)
        {
            // The request ends by itself at this moment and its context is being taken apart, which shows in several ways.
        }
    }

    private async Task SendCloseAsync(WebSocketCloseStatus status, string reason)
    {
        try
        {
            await _socket.CloseOutputAsync(status, reason, CancellationToken.None);
        }
        catch (Exception)
        {
            // The connection is gone or in a state that knows no close; either way it ends here.
            Abort();
        }
    }

    private bool HasPassed(long since, long now, int seconds) =>
        since != 0 && _hub.Time.GetElapsedTime(since, now) > TimeSpan.FromSeconds(seconds);
}
