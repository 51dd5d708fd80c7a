using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Farol.Live;

/// <summary>
/// One stream of updates and the state they add up to: a channel of a tenant, of one router where there are several. Each
/// publication becomes one immutable buffer that all its clients share, numbered from 1 within the view's epoch.
/// </summary>
public sealed class LiveView
{
    private const int MaxTopics = 64;
    private readonly Lock _gate = new();
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly FrozenDictionary<string, TopicState> _byName;
    private readonly FrameHeader _heartbeat;
    private readonly SubscriptionList _subscriptions = new();
    private readonly FanOut _fanOut;
    private readonly LatestStates _latest;
    private long _sequence;
    private long _publications;

    internal LiveView(LiveViewKey key, IReadOnlyCollection<LiveTopic> topics, LiveOptions options, TimeProvider time, FanOutQueue walks, ILogger log)
    {
        if (topics.Count is 0 or > MaxTopics)
        {
            throw new ArgumentException($"a view has 1 to {MaxTopics} topics, not {topics.Count}", nameof(topics));
        }

        Key = key;
        Epoch = RandomNumberGenerator.GetHexString(12, lowercase: true);
        _options = options;
        _time = time;
        Ring = new FrameRing(options.MaxReplayFrames, options.MaxReplayBytes);
        Topics = [.. topics.Select((t, i) => new TopicState(t, 1UL << i, new FrameHeader(t.FrameType, key.Channel, Epoch, t.BodyName)))];
        _byName = Topics.ToFrozenDictionary(t => t.Topic.Name);
        AllTopics = Topics.Aggregate(0UL, (bits, t) => bits | t.Bit);
        _heartbeat = new FrameHeader("heartbeat", key.Channel, Epoch, null);
        _fanOut = new FanOut(_subscriptions, walks, MakeLatest);
        _latest = new LatestStates(key, log);
    }

    public LiveViewKey Key { get; }

    /// <summary>Names this start of the view; sequences of another epoch mean nothing here.</summary>
    public string Epoch { get; }

    /// <summary>The number of the last publication; 0 before the first.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>Clients subscribed now.</summary>
    public int ClientCount => _subscriptions.Count;

    internal FrameRing Ring { get; }

    internal TopicState[] Topics { get; }

    internal ulong AllTopics { get; }

    internal LiveOptions Options => _options;

    internal Lock Gate => _gate;

    /// <summary>Publishes <paramref name="body"/> under <paramref name="topic"/>; for a state topic it also is the topic's part of the snapshot from now on.</summary>
    /// <returns>The publication's sequence.</returns>
    public long Publish<T>(string topic, T body) => PublishJson(topic, JsonSerializer.SerializeToUtf8Bytes(body, _options.Json));

    /// <summary>As <see cref="Publish"/>, for a body that is JSON already: one serialisation can serve several views.</summary>
    public long PublishJson(string topic, ReadOnlySpan<byte> body)
    {
        var state = Find(topic);
        long sequence;
        lock (_gate)
        {
            var frame = Append(state, body);
            if (state.Topic.IsState)
            {
                state.Set(frame);
            }

            sequence = frame.Sequence;
        }

        _fanOut.Request();
        return sequence;
    }

    /// <summary>
    /// Publishes only what changed under <paramref name="topic"/>, and keeps the whole <paramref name="state"/> of
    /// <paramref name="stateTopic"/> for clients that come or fall behind. The state is serialised when one of them needs it, so it
    /// must not change after the call.
    /// </summary>
    /// <returns>The publication's sequence.</returns>
    public long PublishChange<TChange, TState>(string topic, TChange change, string stateTopic, TState state) => PublishChangeJson(
        topic, JsonSerializer.SerializeToUtf8Bytes(change, _options.Json), stateTopic, () => JsonSerializer.SerializeToUtf8Bytes(state, _options.Json));

    /// <summary>
    /// As <see cref="PublishChange"/>, for a change that is JSON already and a state that is made when a client needs it: then it may be
    /// later than the change, never earlier. <paramref name="state"/> is called under the view's lock and must not publish.
    /// </summary>
    public long PublishChangeJson(string topic, ReadOnlySpan<byte> change, string stateTopic, Func<byte[]> state)
    {
        var changed = Find(topic);
        var whole = Find(stateTopic);
        if (!whole.Topic.IsState || changed.Topic.IsState)
        {
            throw new ArgumentException($"a change of {stateTopic} is published by a topic that is no state; {topic} to {stateTopic} is not that");
        }

        long sequence;
        lock (_gate)
        {
            var frame = Append(changed, change);
            whole.Set(state, frame.Timestamp, frame.Sequence);
            sequence = frame.Sequence;
        }

        _fanOut.Request();
        return sequence;
    }

    /// <summary>
    /// Publishes a state that is made when its turn comes to be sent, so that it is as fresh as can be, and made once however often it was
    /// asked for until then. <paramref name="state"/> is called under the view's lock and must not publish.
    /// </summary>
    public void PublishLatest(string topic, Func<byte[]> state)
    {
        var found = Find(topic);
        if (!found.Topic.IsState)
        {
            throw new ArgumentException($"only a state can be made later; {topic} is none", nameof(topic));
        }

        lock (_gate)
        {
            _latest.Ask(found, state);
        }

        _fanOut.Request();
    }

    /// <summary>Sends a heartbeat that repeats the last sequence.</summary>
    internal void Heartbeat()
    {
        if (_subscriptions.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var body = JsonSerializer.SerializeToUtf8Bytes(new { server_time = FrameHeader.Format(now) });
            Add(_heartbeat, 0, body, now);
        }

        _fanOut.Request();
    }

    /// <summary>Starts a client's place at what it has missed when the ring still holds that, else at the snapshot.</summary>
    internal Subscription Subscribe(LiveClient client, ulong topics, ResumePoint? since)
    {
        var subscription = new Subscription(this, client, topics);
        lock (_gate)
        {
            subscription.Accounted = Matching(topics);
            if (since is { } point && point.Epoch == Epoch && point.Sequence <= _sequence && point.Sequence >= Ring.GoneSequence)
            {
                subscription.Cursor = Ring.PositionAfter(point.Sequence);
                subscription.LastSequence = point.Sequence;
                subscription.Accounted -= MatchingFrom(subscription.Cursor, topics);
            }
            else
            {
                subscription.Cursor = Ring.Head;
                subscription.Snapshot = Snapshot(topics);
                subscription.LastSequence = subscription.Snapshot is null ? _sequence : 0;
            }

            _subscriptions.Add(subscription);
        }

        return subscription;
    }

    internal void Unsubscribe(Subscription subscription)
    {
        if (_subscriptions.Remove(subscription))
        {
            _fanOut.Request();
        }
    }

    internal IReadOnlyList<LiveClient> Clients() => _subscriptions.Clients();

    /// <summary>The bits of <paramref name="types"/>, topic names with commas between; all of them when it is empty.</summary>
    internal bool TryReadTopics(string? types, out ulong bits, out string error) => TopicFilter.TryRead(types, Topics, out bits, out error);

    /// <summary>Publications of <paramref name="topics"/> since the view's start. Under <see cref="Gate"/>.</summary>
    internal long Matching(ulong topics)
    {
        if (topics == AllTopics)
        {
            return _publications;
        }

        long count = 0;
        foreach (var state in Topics)
        {
            count += (state.Bit & topics) != 0 ? state.Publications : 0;
        }

        return count;
    }

    private Queue<SnapshotFrame>? Snapshot(ulong topics)
    {
        var states = Topics.Where(t => (t.Bit & topics) != 0 && t.Sequence > 0).OrderBy(t => t.Sequence).ToList();
        return states.Count == 0 ? null : new Queue<SnapshotFrame>(states.Select((t, i) => Part(t, i == states.Count - 1)));
    }

    private SnapshotFrame Part(TopicState state, bool isLast)
    {
        var sequence = isLast ? _sequence : state.Sequence;
        return new SnapshotFrame(state.Frame(sequence), sequence);
    }

    private long MatchingFrom(long position, ulong topics)
    {
        long count = 0;
        for (; position < Ring.Head; position++)
        {
            count += (Ring.At(position)!.TopicBit & topics) != 0 ? 1 : 0;
        }

        return count;
    }

    private LiveFrame Append(TopicState state, ReadOnlySpan<byte> body)
    {
        if (body.Length > _options.MaxFrameBytes)
        {
            throw new ArgumentException($"a frame of {state.Topic.Name} has {body.Length} bytes; MaxFrameBytes is {_options.MaxFrameBytes}");
        }

        _sequence++;
        _publications++;
        state.Publications++;
        return Add(state.Header, state.Bit, body, _time.GetUtcNow());
    }

    private LiveFrame Add(FrameHeader header, ulong topicBit, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var bytes = header.Frame(now, _sequence, body, out var offset);
        var frame = new LiveFrame
        {
            Bytes = bytes,
            BodyOffset = offset,
            Sequence = _sequence,
            Position = Ring.Head,
            EndBytes = Ring.TotalBytes + bytes.Length,
            TopicBit = topicBit,
            Timestamp = now,
        };
        Ring.Add(frame);
        return frame;
    }

    private void MakeLatest()
    {
        lock (_gate)
        {
            _latest.Make((topic, state) => topic.Set(Append(topic, state)));
        }
    }

    private TopicState Find(string topic) =>
        _byName.TryGetValue(topic, out var state)
            ? state
            : throw new ArgumentException($"the view {Key} has no topic {topic}", nameof(topic));
}
