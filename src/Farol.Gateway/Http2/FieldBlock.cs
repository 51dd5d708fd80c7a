using Farol.Gateway.Native;

namespace Farol.Gateway.Http2;

/// <summary>The fields of one head or of trailers, in their order; pseudo-fields among them. Reused: after its first growth it allocates nothing.</summary>
internal sealed class FieldBlock
{
    /// <summary>More than any limit allows; a bound for what this side builds itself.</summary>
    public const int MaxCount = Nghttp2Fields.MaxCount;

    private byte[] _bytes = new byte[1024];
    private int[] _lengths = new int[64];
    private int _used;

    public int Count { get; private set; }

    /// <summary>Names and values together.</summary>
    public int Length => _used;

    /// <summary>The fields from the first on; each call costs a step.</summary>
    public Enumerator GetEnumerator() => new(this);

    public void Clear()
    {
        _used = 0;
        Count = 0;
    }

    /// <summary>False when there are too many.</summary>
    public bool TryAdd(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Count == MaxCount)
        {
            return false;
        }

        var needed = _used + name.Length + value.Length;
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
        }

        if (2 * (Count + 1) > _lengths.Length)
        {
            Array.Resize(ref _lengths, _lengths.Length * 2);
        }

        name.CopyTo(_bytes.AsSpan(_used));
        value.CopyTo(_bytes.AsSpan(_used + name.Length));
        _lengths[2 * Count] = name.Length;
        _lengths[(2 * Count) + 1] = value.Length;
        _used = needed;
        Count++;
        return true;
    }

    /// <summary>Adds a field whose name is written in small letters, as HTTP/2 wants it.</summary>
    public bool TryAddLowered(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var at = _used;
        if (!TryAdd(name, value))
        {
            return false;
        }

        foreach (ref var letter in _bytes.AsSpan(at, name.Length))
        {
            letter |= letter is >= (byte)'A' and <= (byte)'Z' ? (byte)0x20 : (byte)0;
        }

        return true;
    }

    /// <summary>The first value of a name; false: there is none.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        foreach (var field in this)
        {
            if (field.Name.SequenceEqual(name))
            {
                value = field.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    internal Nghttp2Fields ToNative() => new(_bytes.AsSpan(0, _used), _lengths.AsSpan(0, 2 * Count));

    /// <summary>Walks over the fields.</summary>
    internal ref struct Enumerator(FieldBlock block)
    {
        private int _index = -1;
        private int _start;
        private int _next;

        public readonly Field Current => new(
            block._bytes.AsSpan(_start, block._lengths[2 * _index]),
            block._bytes.AsSpan(_start + block._lengths[2 * _index], block._lengths[(2 * _index) + 1]));

        public bool MoveNext()
        {
            if (++_index >= block.Count)
            {
                return false;
            }

            _start = _next;
            _next += block._lengths[2 * _index] + block._lengths[(2 * _index) + 1];
            return true;
        }
    }

    /// <summary>One field.</summary>
    internal readonly ref struct Field(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        public ReadOnlySpan<byte> Name { get; } = name;

        public ReadOnlySpan<byte> Value { get; } = value;
    }
}
