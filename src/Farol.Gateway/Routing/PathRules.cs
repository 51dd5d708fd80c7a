using System.Buffers;

namespace Farol.Gateway.Routing;

/// <summary>
/// What a path looks like to the most eager backend: escapes decoded once, parameters (<c>;x</c>) of segments dropped, empty segments merged.
/// Routes are matched against that view, so that no spelling of a path dodges the route meant for it; forwarded is what came, untouched.
/// Paths on which backends disagree beyond that are refused.
/// </summary>
internal static class PathRules
{
    private static readonly SearchValues<byte> _special = SearchValues.Create("%;\\"u8);

    /// <param name="scratch">At least as long as the path; the view may be in it.</param>
    /// <param name="view">The path itself where it is plain.</param>
    public static PathFault View(ReadOnlySpan<byte> path, Span<byte> scratch, out ReadOnlySpan<byte> view)
    {
        view = path;
        if (IsPlain(path))
        {
            return PathFault.None;
        }

        var fault = Normalise(path, scratch, out var length, long.MaxValue, out _);
        view = scratch[..length];
        return fault != PathFault.None ? fault : HasDotSegment(view) ? PathFault.DotSegment : PathFault.None;
    }

    /// <summary>
    /// Bytes of the path as it came that make up a prefix of its view: what stripping the prefix takes off. Parameters of the prefix's last
    /// segment and repeated slashes behind it go too, so that what is left begins with one slash or is empty.
    /// </summary>
    public static int RawLength(ReadOnlySpan<byte> path, int viewLength)
    {
        if (IsPlain(path) || viewLength == 0)
        {
            return viewLength;
        }

        Normalise(path, default, out _, viewLength, out var consumed);
        if (consumed < path.Length && path[consumed] == ';')
        {
            var slash = IndexOfSlash(path[consumed..]);
            consumed = slash < 0 ? path.Length : consumed + slash;
        }

        while (path[consumed..].StartsWith("//"u8))
        {
            consumed++;
        }

        return consumed;
    }

    /// <summary>True where the path is its own view: nothing in it needs a second look.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> path) =>
        path.IndexOfAny(_special) < 0 && path.IndexOf("//"u8) < 0 && path.IndexOf("/."u8) < 0;

    /// <summary>Writes the view (nothing where <paramref name="scratch"/> is empty) until it has <paramref name="enough"/> bytes.</summary>
    private static PathFault Normalise(ReadOnlySpan<byte> path, Span<byte> scratch, out int written, long enough, out int consumed)
    {
        written = 0;
        consumed = 0;
        byte last = 0;
        while (consumed < path.Length && written < enough)
        {
            var next = path[consumed++];
            if (next == ';')
            {
                var slash = IndexOfSlash(path[consumed..]);
                consumed = slash < 0 ? path.Length : consumed + slash;
                continue;
            }

            if (next == '%')
            {
                if (!TryDecode(path[consumed..], out next))
                {
                    return PathFault.BadEscape;
                }

                consumed += 2;
            }

            switch (next)
            {
                case 0:
                    return PathFault.EncodedNul;
                case (byte)'\\':
                    return PathFault.Backslash;
                case (byte)'/' when last == '/':
                    continue;
                default:
                    last = next;
                    if (written < scratch.Length)
                    {
                        scratch[written] = next;
                    }

                    written++;
                    break;
            }
        }

        return PathFault.None;
    }

    /// <summary>The next slash, plain or encoded: parameters end there.</summary>
    private static int IndexOfSlash(ReadOnlySpan<byte> path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '/' || (path[i] == '%' && TryDecode(path[(i + 1)..], out var decoded) && decoded == '/'))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool TryDecode(ReadOnlySpan<byte> digits, out byte decoded)
    {
        decoded = 0;
        if (digits.Length < 2 || !char.IsAsciiHexDigit((char)digits[0]) || !char.IsAsciiHexDigit((char)digits[1]))
        {
            return false;
        }

        decoded = (byte)((Value(digits[0]) << 4) | Value(digits[1]));
        return true;
    }

    private static int Value(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static bool HasDotSegment(ReadOnlySpan<byte> view)
    {
        while (view.IndexOf("/."u8) is var at and >= 0)
        {
            view = view[(at + 2)..];
            var rest = view.Length > 0 && view[0] == '.' ? view[1..] : view;
            if (rest.Length == 0 || rest[0] == '/')
            {
                return true;
            }
        }

        return false;
    }
}
