using System.Buffers.Text;

namespace Farol.Gateway.Forwarding;

/// <summary>Writes the lines of a head into a span that was reserved large enough; a write beyond its end is dropped and remembered.</summary>
internal ref struct HeadWriter(Span<byte> into)
{
    private readonly Span<byte> _into = into;

    public int Length { get; private set; }

    /// <summary>Something had no room; the head must not be sent.</summary>
    public bool Overflowed { get; private set; }

    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _into.Length - Length)
        {
            Overflowed = true;
            return;
        }

        bytes.CopyTo(_into[Length..]);
        Length += bytes.Length;
    }

    public void WriteField(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        var needed = name.Length + value.Length + 4;
        if (needed > _into.Length - Length)
        {
            Overflowed = true;
            return;
        }

        var room = _into.Slice(Length, needed);
        name.CopyTo(room);
        room[name.Length] = (byte)':';
        room[name.Length + 1] = (byte)' ';
        value.CopyTo(room[(name.Length + 2)..]);
        room[^2] = (byte)'\r';
        room[^1] = (byte)'\n';
        Length += needed;
    }

    public void WriteNumber(long value)
    {
        if (Utf8Formatter.TryFormat(value, _into[Length..], out var digits))
        {
            Length += digits;
        }
        else
        {
            Overflowed = true;
        }
    }
}
