namespace Farol.Gateway.Native;

/// <summary>A field section to send: all names and values in one run of bytes, and where each begins.</summary>
/// <param name="bytes">Name, value, name, value…</param>
/// <param name="lengths">The length of each in turn: two for a field.</param>
internal readonly ref struct Nghttp2Fields(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> lengths)
{
    /// <summary>The most fields of one section; the list of them lies on the stack.</summary>
    public const int MaxCount = 256;

    private readonly ReadOnlySpan<int> _lengths = lengths;

    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    internal unsafe nuint Fill(Nghttp2Field* list, byte* bytes)
    {
        var count = Math.Min(_lengths.Length / 2, MaxCount);
        for (var i = 0; i < count; i++)
        {
            var (nameLength, valueLength) = (_lengths[2 * i], _lengths[(2 * i) + 1]);
            list[i] = new Nghttp2Field { Name = bytes, NameLength = (nuint)nameLength, Value = bytes + nameLength, ValueLength = (nuint)valueLength };
            bytes += nameLength + valueLength;
        }

        return (nuint)count;
    }
}
