namespace Farol.Gateway.Loop;

/// <summary>
/// Bytes on their way, in one pooled buffer: pushed at the end, taken from the front. A part at the front can be kept (a request's head,
/// which a retry needs again) while what follows it is taken. Holds no buffer while it is empty and was released.
/// </summary>
internal sealed class ByteQueue(BufferPool pool)
{
    private byte[]? _bytes;
    private int _keptStart;
    private int _keptEnd;
    private int _start;
    private int _end;

    public bool IsEmpty => _start == _end;

    public int Count => _end - _start;

    /// <summary>True until bytes that were taken since <see cref="Keep"/> have been overwritten.</summary>
    public bool CanRewind { get; private set; }

    public ReadOnlySpan<byte> Pending => _bytes.AsSpan(_start, _end - _start);

    /// <summary>What <see cref="Keep"/> set aside.</summary>
    public ReadOnlySpan<byte> Kept => _bytes.AsSpan(_keptStart, _keptEnd - _keptStart);

    /// <summary>Room at the end, at least one byte unless the largest buffer is full.</summary>
    /// <param name="large">The largest buffer is wanted: much will come.</param>
    public Span<byte> Reserve(bool large = false)
    {
        if (_bytes is null)
        {
            _bytes = large ? pool.RentLarge() : pool.Rent();
        }
        else if (_start == _end && _start > _keptEnd && (!CanRewind || _bytes.Length - _end < BufferPool.SmallBytes / 4))
        {
            _start = _end = _keptEnd;
            CanRewind = false;
        }

        if (_bytes.Length - _end < BufferPool.SmallBytes / 4 || (large && _bytes.Length < BufferPool.LargeBytes))
        {
            MakeRoom(large);
        }

        return _bytes.AsSpan(_end);
    }

    /// <summary>Room for exactly so many bytes; empty when the largest buffer has not as much left.</summary>
    public Span<byte> ReserveExactly(int count)
    {
        var room = Reserve();
        if (room.Length < count)
        {
            MakeRoom(large: true);
            room = _bytes.AsSpan(_end);
        }

        return room.Length < count ? default : room[..count];
    }

    /// <summary>So many bytes were written into what <see cref="Reserve"/> gave.</summary>
    public void Push(int count) => _end += count;

    /// <summary>Copies; false when there is no room for all.</summary>
    public bool TryPush(ReadOnlySpan<byte> bytes)
    {
        var room = ReserveExactly(bytes.Length);
        if (room.IsEmpty && !bytes.IsEmpty)
        {
            return false;
        }

        bytes.CopyTo(room);
        _end += bytes.Length;
        return true;
    }

    public void Take(int count)
    {
        _start += count;
        if (_start == _end && _keptStart == _keptEnd)
        {
            _start = _end = _keptStart = _keptEnd = 0;
        }
    }

    /// <summary>Sets the next so many bytes aside: they stay readable as <see cref="Kept"/> until <see cref="Forget"/>.</summary>
    public void Keep(int count)
    {
        _keptStart = _start;
        _keptEnd = _start += count;
        CanRewind = true;
    }

    /// <summary>Puts back what was taken since <see cref="Keep"/>. Ask <see cref="CanRewind"/> before.</summary>
    public void Rewind() => _start = _keptEnd;

    /// <summary>Drops what was kept.</summary>
    public void Forget()
    {
        _keptStart = _keptEnd = 0;
        CanRewind = false;
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else
        {
            _keptStart = _keptEnd = _start;
        }
    }

    /// <summary>Gives the buffer back if nothing is in it.</summary>
    public void ReleaseIfEmpty()
    {
        if (_bytes is not null && _start == _end && _keptStart == _keptEnd)
        {
            Clear();
        }
    }

    /// <summary>Drops everything and gives the buffer back.</summary>
    public void Clear()
    {
        if (_bytes is not null)
        {
            pool.Return(_bytes);
            _bytes = null;
        }

        _keptStart = _keptEnd = _start = _end = 0;
        CanRewind = false;
    }

    private void MakeRoom(bool large)
    {
        var kept = _keptEnd - _keptStart;
        var pending = _end - _start;
        var wantsLarge = large || _bytes!.Length - kept - pending < BufferPool.SmallBytes / 2;
        if (_keptStart == 0 && _start == _keptEnd && (!wantsLarge || _bytes!.Length == BufferPool.LargeBytes))
        {
            return;
        }

        var from = _bytes!;
        var into = wantsLarge && from.Length < BufferPool.LargeBytes ? pool.RentLarge() : from;
        from.AsSpan(_keptStart, kept).CopyTo(into);
        from.AsSpan(_start, pending).CopyTo(into.AsSpan(kept));
        if (_start != _keptEnd)
        {
            CanRewind = false;
        }

        _keptStart = 0;
        _keptEnd = _start = kept;
        _end = kept + pending;
        if (!ReferenceEquals(into, from))
        {
            pool.Return(from);
            _bytes = into;
        }
    }
}
