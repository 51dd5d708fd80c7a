namespace Farol.Gateway.Http1;

/// <summary>Reads one field line (RFC 9112 section 5), in a head or in trailers.</summary>
internal static class FieldLine
{
    /// <param name="line">Without its line end, and free of control characters but the tab.</param>
    /// <param name="offset">Where the line begins in the buffer that the field's ranges count from.</param>
    public static Violation Read(ReadOnlySpan<byte> line, int offset, out HeaderField field)
    {
        field = default;
        var colon = line.IndexOfAnyExcept(Bytes.TokenWithoutUnderscore);
        if (colon <= 0 || line[colon] != ':')
        {
            var violation = ReadUnusualName(line, ref colon);
            if (violation != Violation.None)
            {
                return violation;
            }
        }

        var start = colon + 1;
        var end = line.Length;
        while (start < end && Bytes.IsBlank(line[start]))
        {
            start++;
        }

        while (end > start && Bytes.IsBlank(line[end - 1]))
        {
            end--;
        }

        field.NameStart = offset;
        field.NameLength = colon;
        field.ValueStart = offset + start;
        field.ValueLength = end - start;
        field.Name = FieldNames.Identify(line[..colon]);
        return Violation.None;
    }

    /// <summary>Goes through trailers that the decoder has found good. False: there are no more.</summary>
    /// <param name="section">From the first trailer to the empty line's end, as <see cref="ChunkedDecoder.Trailers"/> says.</param>
    /// <param name="position">0 at first.</param>
    public static bool TryNext(ReadOnlySpan<byte> section, ref int position, out HeaderField field)
    {
        field = default;
        var length = section[position..].IndexOf(Bytes.CR);
        if (length <= 0 || Read(section.Slice(position, length), position, out field) != Violation.None)
        {
            return false;
        }

        position += length + 2;
        return true;
    }

    /// <summary>A name with underscores, or what is wrong with the line.</summary>
    private static Violation ReadUnusualName(ReadOnlySpan<byte> line, ref int colon)
    {
        if (colon == 0 && line[0] != '_')
        {
            return line[0] == ':' ? Violation.EmptyFieldName
                : Bytes.IsBlank(line[0]) ? Violation.FoldedLine
                : Violation.InvalidFieldName;
        }

        colon = line.IndexOfAnyExcept(Bytes.Token);
        if (colon < 0)
        {
            return Violation.MissingColon;
        }

        if (line[colon] == ':')
        {
            return FieldNames.IsLookalike(line[..colon]) ? Violation.UnderscoreLookalike : Violation.None;
        }

        var rest = line[colon..];
        var next = rest.IndexOfAnyExcept(Bytes.SP, Bytes.Tab);
        return next > 0 && rest[next] == ':' ? Violation.WhitespaceBeforeColon
            : rest.Contains((byte)':') ? Violation.InvalidFieldName
            : Violation.MissingColon;
    }
}
