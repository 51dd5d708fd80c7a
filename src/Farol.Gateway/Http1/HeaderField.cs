namespace Farol.Gateway.Http1;

/// <summary>One field line: where its name and its value stand. The value is without the whitespace around it.</summary>
internal struct HeaderField
{
    public int NameStart;
    public int NameLength;
    public int ValueStart;
    public int ValueLength;
    public FieldName Name;

    /// <summary>Named in the message's Connection field, so that it ends here.</summary>
    public bool IsConnectionListed;

    public readonly ReadOnlySpan<byte> NameIn(ReadOnlySpan<byte> buffer) => buffer.Slice(NameStart, NameLength);

    public readonly ReadOnlySpan<byte> ValueIn(ReadOnlySpan<byte> buffer) => buffer.Slice(ValueStart, ValueLength);
}
