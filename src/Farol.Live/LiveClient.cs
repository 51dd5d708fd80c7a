using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Farol.Live;

/// <summary>One WebSocket: what it is subscribed to, what was sent to it, and the only way to send it something of its own.</summary>
public sealed class LiveClient
{
    private const int Idle = 0;
    private const int Sending = 1;
    private const int SendAgain = 2;
    private readonly LiveHub _hub;
    private readonly WebSocket _socket;
    private readonly HttpContext? _http;
    private readonly long _number;
    private readonly ClientSubscriptions _subscriptions = new();
    private ReplyQueue? _replies;
    private int _pump = Sending;
    private int _closing;
    private int _cutOff;
    private bool _isStalled;
    private long _blockedSince;
    private long _closingSince;
    private long _dropped;
    private MessageBudget _budget;
    private Task _closeSent = Task.CompletedTask;

    internal LiveClient(LiveHub hub, WebSocket socket, HttpContext? http, long number, string identity)
    {
        _hub = hub;
        _socket = socket;
        _http = http;
        _number = number;
        Identity = identity;
        ConnectedAt = hub.Time.GetUtcNow();
        _budget = new MessageBudget(hub.Options.MaxMessageBurst, hub.Time.GetTimestamp());
    }

    public string Id => string.Create(CultureInfo.InvariantCulture, $"c{_number}");

    public string Identity { get; }

    public DateTimeOffset ConnectedAt { get; }

    /// <summary>Updates that this client was too slow for.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Ends when the connection does.</summary>
    internal CancellationToken Aborted => _http?.RequestAborted ?? CancellationToken.None;

    internal WebSocket Socket => _socket;

    internal bool IsClosing => Volatile.Read(ref _closing) != 0;

    internal Func<LiveClient, LiveMessage, CancellationToken, ValueTask>? OnMessage { get; init; }

    /// <summary>
    /// Begins with the welcome, then what the session's view has for it. Until then the pump counts as taken, so that nothing
    /// that is published meanwhile goes out first.
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
            SendWaiting();
        }
        catch (Exception fault)
        {
            CloseUnwritable(fault);
        }
    }

    /// <summary>Sends a frame to this client alone: <paramref name="body"/>'s fields beside type, timestamp, channel, epoch and seq.</summary>
    /// <returns>False when too many replies wait already (<see cref="LiveOptions.MaxQueuedReplies"/>): the frame will not be sent.</returns>
    public bool Send<T>(string type, T body)
    {
        var replies = LazyInitializer.EnsureInitialized(
            ref _replies, () => new ReplyQueue(_hub.Options.MaxQueuedReplies, _hub.Options.MaxQueuedReplyBytes));
        if (!replies.TryAdd(type, JsonSerializer.SerializeToUtf8Bytes(body, _hub.Options.Json)))
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
    internal void Pump()
    {
        if (Interlocked.Exchange(ref _pump, SendAgain) == Idle)
        {
            SendWaiting();
        }
    }

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
        var stalled = HasPassed(ref _blockedSince, now, _hub.Options.MaxStallSeconds);
        if ((!stalled && !HasPassed(ref _closingSince, now, _hub.Options.MaxCloseSeconds)) || Interlocked.Exchange(ref _cutOff, 1) != 0)
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
    internal void Leave() => _subscriptions.Close(_isStalled);

    internal void Abort()
    {
        Interlocked.Exchange(ref _closing, 1);
        try
        {
            _socket.Abort();
        }
        catch (ObjectDisposedException)
        {
            // The request has ended by itself meanwhile.
        }
    }

    private void SendWaiting()
    {
        try
        {
            do
            {
                Interlocked.Exchange(ref _pump, Sending);
                while (TakeNext() is { } frame)
                {
                    if (!TrySend(frame))
                    {
                        return;
                    }
                }
            }
            while (Interlocked.CompareExchange(ref _pump, Idle, Sending) != Sending);
        }
        catch (Exception fault)
        {
            CloseUnwritable(fault);
        }
    }

    /// <summary>A body that cannot be serialised is its maker's mistake; this thread may be anybody's, so it must not end here.</summary>
    private void CloseUnwritable(Exception fault)
    {
        _hub.Log.LogError(fault, "The next frame for client {Client} could not be made", Id);
        Close(WebSocketCloseStatus.InternalServerError, "the state could not be written");
    }

    /// <returns>False when the send goes on without this thread, or the connection is gone: the pump stays taken.</returns>
    private bool TrySend(byte[] frame)
    {
        try
        {
            var send = _socket.SendAsync(frame, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
            if (!send.IsCompletedSuccessfully)
            {
                _ = FinishSendAsync(send, frame.Length);
                return false;
            }

            _hub.Counters.CountSent(frame.Length);
            return true;
        }
        catch (Exception)
        {
            // Whatever the transport throws, this client is gone; the walk must go on to the others.
            Abort();
            return false;
        }
    }

    private async Task FinishSendAsync(ValueTask send, int length)
    {
        Volatile.Write(ref _blockedSince, Math.Max(1, _hub.Time.GetTimestamp()));
        try
        {
            await send;
        }
        catch (Exception)
        {
            // As above: the connection is gone, and nobody awaits this.
            Abort();
            return;
        }

        if (Volatile.Read(ref _cutOff) != 0)
        {
            // The transport gives up a send that was cut off without calling it a failure.
            return;
        }

        Volatile.Write(ref _blockedSince, 0);
        _hub.Counters.CountSent(length);
        SendWaiting();
    }

    private byte[]? TakeNext()
    {
        if (IsClosing)
        {
            return null;
        }

        var subscriptions = _subscriptions.All;
        if (_replies is { } replies && replies.TryTake(out var reply))
        {
            return Frame(reply.Type, reply.Body, subscriptions);
        }

        foreach (var subscription in subscriptions)
        {
            if (subscription.Take() is { } frame)
            {
                return frame;
            }
        }

        return null;
    }

    /// <summary>A reply repeats the last sequence that the client has, so that it may resume from any frame.</summary>
    private byte[] Frame(string type, byte[] body, Subscription[] subscriptions)
    {
        var first = subscriptions.Length > 0 ? subscriptions[0] : null;
        var header = new FrameHeader(type, first?.View.Key.Channel ?? "", first?.View.Epoch ?? "", null);
        return header.Frame(_hub.Time.GetUtcNow(), first?.LastSequence ?? 0, body, out _);
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

    private bool HasPassed(ref long since, long now, int seconds)
    {
        var start = Volatile.Read(ref since);
        return start != 0 && _hub.Time.GetElapsedTime(start, now) > TimeSpan.FromSeconds(seconds);
    }
}
