using System.Threading.Channels;
using Farol.Link.Protocol;

namespace Farol.Link.Framing;

/// <summary>
/// One established link: a bounded queue outwards, heartbeats when it is empty, and an end to it when the other end is silent, stuck or wrong.
/// </summary>
internal sealed class LinkChannel : IAsyncDisposable
{
    private readonly FrameStream _frames;
    private readonly LinkLimits _limits;
    private readonly TimeProvider _time;
    private readonly Channel<Envelope> _outgoing;
    private readonly TimeSpan _heartbeat;
    private long _dropped;
    private int _requestFrames;
    private ulong _beats;

    public LinkChannel(FrameStream frames, LinkLimits limits, TimeSpan heartbeat, TimeProvider time)
    {
        _frames = frames;
        _limits = limits;
        _heartbeat = heartbeat;
        _time = time;
        _outgoing = Channel.CreateBounded<Envelope>(new BoundedChannelOptions(limits.MaxQueuedFrames) { SingleReader = true });
    }

    /// <summary>Messages that found the queue full.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>For what may be lost: counters and events. False: the queue is full or the link is over.</summary>
    public bool TrySend(Envelope envelope)
    {
        if (_outgoing.Writer.TryWrite(envelope))
        {
            return true;
        }

        Interlocked.Increment(ref _dropped);
        return false;
    }

    /// <summary>For what people look at: a link that is behind holds little of it, and keeps its room for counters and usage. False: not now.</summary>
    public bool TrySend(RequestLines lines)
    {
        if (Interlocked.Increment(ref _requestFrames) <= _limits.MaxQueuedRequestFrames && TrySend(new Envelope { RequestLines = lines }))
        {
            return true;
        }

        Interlocked.Decrement(ref _requestFrames);
        return false;
    }

    /// <summary>For what must arrive or end the link.</summary>
    public async ValueTask SendAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        try
        {
            await _outgoing.Writer.WriteAsync(envelope, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new LinkException(LinkFault.Closed, "the link is over", closed);
        }
    }

    /// <summary>Sends and receives until the link ends; heartbeats do not reach <paramref name="handle"/>.</summary>
    /// <exception cref="LinkException">How it ended, unless it was cancelled.</exception>
    public async Task RunAsync(Func<Envelope, CancellationToken, ValueTask> handle, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadAllAsync(handle, both.Token);
        var writing = WriteAllAsync(both.Token);
        var first = await Task.WhenAny(reading, writing);
        await both.CancelAsync();
        _outgoing.Writer.TryComplete();
        await Task.WhenAll(reading, writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        await first;
    }

    public ValueTask DisposeAsync() => _frames.DisposeAsync();

    private async Task ReadAllAsync(Func<Envelope, CancellationToken, ValueTask> handle, CancellationToken cancellationToken)
    {
        while (true)
        {
            var envelope = await ReadAsync(cancellationToken);
            switch (envelope.BodyCase)
            {
                case Envelope.BodyOneofCase.Heartbeat:
                    break;
                case Envelope.BodyOneofCase.Goodbye:
                    throw new LinkException(LinkFault.Peer, "the other end says: " + envelope.Goodbye.Reason);
                case Envelope.BodyOneofCase.Hello or Envelope.BodyOneofCase.Welcome:
                    throw new LinkException(LinkFault.Malformed, "a second greeting");
                default:
                    await handle(envelope, cancellationToken);
                    break;
            }
        }
    }

    private async ValueTask<Envelope> ReadAsync(CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(_limits.MaxSilence, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            return await _frames.ReadAsync(_limits.MaxFrameBytes, both.Token) ?? throw new LinkException(LinkFault.Closed, "the other end closed the link");
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new LinkException(LinkFault.Silent, $"nothing came for {_limits.MaxSilence.TotalSeconds:0.#} s");
        }
    }

    private async Task WriteAllAsync(CancellationToken cancellationToken)
    {
        using var beat = new PeriodicTimer(_heartbeat, _time);
        var due = beat.WaitForNextTickAsync(cancellationToken).AsTask();
        var waiting = _outgoing.Reader.WaitToReadAsync(cancellationToken).AsTask();
        var isSilent = true;
        while (true)
        {
            await Task.WhenAny(due, waiting);
            cancellationToken.ThrowIfCancellationRequested();
            if (waiting.IsCompleted)
            {
                if (!await waiting)
                {
                    return;
                }

                while (_outgoing.Reader.TryRead(out var envelope))
                {
                    await WriteAsync(envelope, cancellationToken);
                    if (envelope.BodyCase == Envelope.BodyOneofCase.RequestLines)
                    {
                        Interlocked.Decrement(ref _requestFrames);
                    }

                    isSilent = false;
                    await EndAfterAsync(envelope, cancellationToken);
                }

                waiting = _outgoing.Reader.WaitToReadAsync(cancellationToken).AsTask();
            }

            if (due.IsCompleted)
            {
                // What was sent since the last beat says as much.
                if (isSilent)
                {
                    await WriteAsync(new Envelope { Heartbeat = new Heartbeat { Number = ++_beats } }, cancellationToken);
                }

                isSilent = true;
                due = beat.WaitForNextTickAsync(cancellationToken).AsTask();
            }
        }
    }

    /// <summary>A goodbye is the last word. The other end closes when it has read it; closing over what it sends meanwhile could lose it.</summary>
    private async ValueTask EndAfterAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        if (envelope.BodyCase == Envelope.BodyOneofCase.Goodbye)
        {
            await Task.Delay(_limits.Farewell, _time, cancellationToken);
            throw new LinkException(LinkFault.Closed, envelope.Goodbye.Reason);
        }
    }

    private async ValueTask WriteAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_limits.MaxSend, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _frames.WriteAsync(envelope, _limits.MaxFrameBytes, both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new LinkException(LinkFault.Slow, $"the other end took nothing for {_limits.MaxSend.TotalSeconds:0.#} s");
        }
    }
}
