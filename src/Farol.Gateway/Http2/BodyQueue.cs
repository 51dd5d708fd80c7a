using Farol.Gateway.Loop;

namespace Farol.Gateway.Http2;

/// <summary>
/// Bytes of a body that came and that the other side has not taken: pooled buffers in a row, as many as the stream's window allows. On demand it keeps a
/// copy of what was taken, as long as one small buffer holds it, so that it can be given once more.
/// </summary>
internal sealed class BodyQueue(BufferPool pool)
{
    private readonly Queue<byte[]> _buffers = new();
    private byte[]? _last;
    private int _start;
    private int _end;
    private byte[]? _held;
    private int _heldCount;

    /// <summary>Up to here what is held has been given; all of it, unless it is being given once more.</summary>
    private int _heldGiven;
    private bool _isHolding;

    public int Count { get; private set; }

    /// <summary>The bytes at the front that lie together; empty only when there are none.</summary>
    public ReadOnlySpan<byte> Front => _heldGiven < _heldCount ? _held.AsSpan(_heldGiven, _heldCount - _heldGiven) : _buffers.TryPeek(out var first) ? first.AsSpan(_start, (ReferenceEquals(first, _last) ? _end : first.Length) - _start) : default;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Count += bytes.Length;
        while (!bytes.IsEmpty)
        {
            if (_last is null || _end == _last.Length)
            {
                _last = pool.Rent();
                _buffers.Enqueue(_last);
                _end = 0;
            }

            var count = Math.Min(bytes.Length, _last.Length - _end);
            bytes[..count].CopyTo(_last.AsSpan(_end));
            _end += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Keeps a copy of what is taken from now on.</summary>
    public void Hold() => _isHolding = true;

    /// <summary>What was taken will not be asked for again.</summary>
    public void StopHolding()
    {
        _isHolding = false;
        if (_held is { } held && _heldGiven == _heldCount)
        {
            pool.Return(held);
            _held = null;
            _heldCount = _heldGiven = 0;
        }
    }

    /// <summary>Everything is given once more; false when there was too much to be held.</summary>
    public bool TryRewind()
    {
        if (_isHolding)
        {
            Count += _heldGiven;
            _heldGiven = 0;
        }

        return _isHolding;
    }

    /// <param name="count">At most what <see cref="Front"/> has.</param>
    /// <returns>How many of them were taken for the first time.</returns>
    public int Take(int count)
    {
        Count -= count;
        if (_heldGiven < _heldCount)
        {
            _heldGiven += count;
            return 0;
        }

        if (_isHolding)
        {
            Keep(Front[..count]);
        }

        _start += count;
        var first = _buffers.Peek();
        if (Count == 0 || _start == first.Length)
        {
            pool.Return(_buffers.Dequeue());
            _start = 0;
            if (_buffers.Count == 0)
            {
                _last = null;
            }
        }

        return count;
    }

    public void Clear()
    {
        while (_buffers.TryDequeue(out var buffer))
        {
            pool.Return(buffer);
        }

        _last = null;
        _heldGiven = _heldCount;
        StopHolding();
        _start = _end = Count = 0;
    }

    private void Keep(ReadOnlySpan<byte> taken)
    {
        _held ??= pool.Rent();
        if (_heldCount + taken.Length > _held.Length)
        {
            StopHolding();
            return;
        }

        taken.CopyTo(_held.AsSpan(_heldCount));
        _heldGiven = _heldCount += taken.Length;
    }
}
