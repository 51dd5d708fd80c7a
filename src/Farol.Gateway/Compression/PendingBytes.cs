using System.Buffers;

namespace Farol.Gateway.Compression;

/// <summary>Compressed bytes that wait to be sent; a stream, since that is what the framework's gzip writes to.</summary>
internal sealed class PendingBytes : Stream
{
    private const int FirstBytes = 16 * 1024;

    private byte[]? _bytes;
    private int _start;
    private int _end;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public ReadOnlySpan<byte> Pending => _bytes.AsSpan(_start, _end - _start);

    public void Take(int count)
    {
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
        }
    }

    /// <summary>Room behind what waits; <see cref="Push"/> says how much of it was used.</summary>
    public Span<byte> Reserve(int least)
    {
        if (_bytes is null || _bytes.Length - _end < least)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBytes, _end - _start + least));
            Pending.CopyTo(larger);
            _end -= _start;
            _start = 0;
            Release(_end, larger);
        }

        return _bytes.AsSpan(_end);
    }

    public void Push(int count) => _end += count;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        buffer.CopyTo(Reserve(buffer.Length));
        Push(buffer.Length);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Gives the memory back.</summary>
    public void Release() => Release(0, null);

    private void Release(int kept, byte[]? next)
    {
        if (_bytes is not null)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = next;
        _start = 0;
        _end = kept;
    }
}
