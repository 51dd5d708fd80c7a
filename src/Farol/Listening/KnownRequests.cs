using System.Buffers;
using Farol.Telemetry.Repeats;

namespace Farol.Listening;

/// <summary>
/// The requests that one connection can answer by itself. It may only while the server owes it no answer: bytes that came, and requests that the server began,
/// are counted, and what cannot be told apart (a body, a head in pieces) ends the learning for this connection.
/// </summary>
internal sealed class KnownRequests(TimeProvider time)
{
    /// <summary>A program that polls several figures in turn by one connection has as many.</summary>
    private const int MaxKnown = 8;

    private readonly Lock _gate = new();
    private readonly List<RepeatedRequest> _known = [];
    private RepeatedRequest? _last;
    private RepeatedRequest? _learning;
    private long _came;
    private long _begun;
    private bool _isAligned = true;
    private bool _isIdle;
    private int _next;

    public bool IsLearning => Volatile.Read(ref _learning) is not null;

    /// <summary>The request that these bytes repeat; null: the server has to see them.</summary>
    public RepeatedRequest? Find(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_isIdle)
            {
                foreach (var each in _known)
                {
                    if (each.Matches(bytes))
                    {
                        return each;
                    }
                }
            }

            return null;
        }
    }

    /// <summary>These bytes are on their way to the server.</summary>
    public void Came(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            _came++;
            _isIdle = false;
            _isAligned = _isAligned && RepeatedRequest.IsWhole(bytes);
            _last = _isAligned ? new RepeatedRequest(bytes.ToArray(), time) : null;
        }
    }

    /// <summary>The server begins a request.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _begun++;
            _learning = _isAligned && _came == _begun ? _last : null;
        }
    }

    public void Offer(IRepeatableAnswer answer)
    {
        if (_learning is { } learning)
        {
            learning.Answer = answer;
        }
    }

    public void CountBy(IRepeatCounter counter)
    {
        if (_learning is { } learning)
        {
            learning.Counter = counter;
        }
    }

    /// <summary>What is about to be sent; the request that it is the whole answer of, for <see cref="Sent"/>.</summary>
    public RepeatedRequest? Read(in ReadOnlySequence<byte> answer) =>
        _learning is { Answer: not null, Counter: not null } learning && learning.TryLearn(answer) ? learning : null;

    /// <summary>The whole answer has gone: the request is known from now on, and the server owes nothing.</summary>
    public void Sent(RepeatedRequest request)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(request, _learning) || _came != _begun)
            {
                return;
            }

            _learning = null;
            _isIdle = true;
            _known.RemoveAll(request.IsOf);
            if (_known.Count < MaxKnown)
            {
                _known.Add(request);
            }
            else
            {
                _known[_next++ % MaxKnown] = request;
            }
        }
    }

    /// <summary>An answer waits for the client: the server goes on without it, and what is sent then cannot be told apart. The learning ends.</summary>
    public void Waits()
    {
        lock (_gate)
        {
            _isAligned = false;
            _learning = null;
        }
    }
}
