namespace Farol.Gateway.Http1;

/// <summary>The parts of a request target (RFC 9112 section 3.2), counted from the target's first byte.</summary>
internal readonly record struct RequestTarget(ByteRange PathAndQuery, int PathLength, ByteRange Authority, bool IsAsterisk)
{
    public static Violation Read(ReadOnlySpan<byte> target, Method method, out RequestTarget parts)
    {
        parts = default;
        if (target.IsEmpty)
        {
            return Violation.WhitespaceInRequestLine;
        }

        var odd = target.IndexOfAnyExcept(Bytes.Target);
        if (odd >= 0)
        {
            return target[odd] == '#' ? Violation.FragmentInTarget
                : target[odd] == Bytes.Tab ? Violation.WhitespaceInRequestLine
                : Violation.NonAsciiTarget;
        }

        if (target[0] == '/')
        {
            return ReadPath(target, new ByteRange(0, target.Length), default, out parts);
        }

        if (target.Length == 1 && target[0] == '*')
        {
            parts = new RequestTarget(new ByteRange(0, 1), 1, default, IsAsterisk: true);
            return method == Method.Options ? Violation.None : Violation.AsteriskTarget;
        }

        return ReadAbsolute(target, out parts);
    }

    private static Violation ReadAbsolute(ReadOnlySpan<byte> target, out RequestTarget parts)
    {
        parts = default;
        var schemeEnd = target.IndexOf("://"u8);
        if (schemeEnd <= 0)
        {
            return Violation.InvalidTarget;
        }

        var scheme = target[..schemeEnd];
        if (!Bytes.EqualsIgnoreCase(scheme, "http"u8) && !Bytes.EqualsIgnoreCase(scheme, "https"u8))
        {
            return scheme.ContainsAny((byte)'/', (byte)'?') ? Violation.InvalidTarget : Violation.UnsupportedScheme;
        }

        var start = schemeEnd + 3;
        var length = target[start..].IndexOfAny((byte)'/', (byte)'?');
        length = length < 0 ? target.Length - start : length;
        if (length == 0)
        {
            return Violation.InvalidTarget;
        }

        var authority = new ByteRange(start, length);
        if (authority.End == target.Length)
        {
            // An empty path is sent upstream as "/" (RFC 9112 section 3.2.1): the one of "//" stands for it, so that every path is a
            // range of the buffer.
            parts = new RequestTarget(new ByteRange(start - 1, 1), 1, authority, IsAsterisk: false);
            return Violation.None;
        }

        return target[authority.End] == '/'
            ? ReadPath(target, new ByteRange(authority.End, target.Length - authority.End), authority, out parts)
            : Violation.InvalidTarget;
    }

    private static Violation ReadPath(ReadOnlySpan<byte> target, ByteRange pathAndQuery, ByteRange authority, out RequestTarget parts)
    {
        var text = pathAndQuery.Of(target);
        var query = text.IndexOf((byte)'?');
        var pathLength = query < 0 ? text.Length : query;
        parts = new RequestTarget(pathAndQuery, pathLength, authority, IsAsterisk: false);
        return text[..pathLength].Contains((byte)'\\') ? Violation.BackslashInPath : Violation.None;
    }
}
