using Farol.Gateway.Loop;

namespace Farol.Gateway.Http2;

/// <summary>Bytes of a body that came and that the other side has not taken: pooled buffers in a row, as many as the stream's window allows.</summary>
internal sealed class BodyQueue(BufferPool pool)
{
    private readonly Queue<byte[]> _buffers = new();
    private byte[]? _last;
    private int _start;
    private int _end;

    public int Count { get; private set; }

    /// <summary>The bytes at the front that lie together; empty only when there are none.</summary>
    public ReadOnlySpan<byte> Front => _buffers.TryPeek(out var first) ? first.AsSpan(_start, (ReferenceEquals(first, _last) ? _end : first.Length) - _start) : default;

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

    /// <param name="count">At most what <see cref="Front"/> has.</param>
    public void Take(int count)
    {
        Count -= count;
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
    }

    public void Clear()
    {
        while (_buffers.TryDequeue(out var buffer))
        {
            pool.Return(buffer);
        }

        _last = null;
        _start = _end = Count = 0;
    }
}
