using System.Buffers;

namespace Farol.Gateway.Http1;

/// <summary>Sets of bytes from the grammars of RFC 9110, 9112 and 3986.</summary>
internal static class Bytes
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private const string TokenMarks = "!#$%&'*+-.^`|~";

    public const byte CR = (byte)'\r';
    public const byte LF = (byte)'\n';
    public const byte SP = (byte)' ';
    public const byte Tab = (byte)'\t';

    /// <summary>tchar (RFC 9110 section 5.6.2).</summary>
    public static readonly SearchValues<byte> Token = Set(Letters + Digits + TokenMarks + "_");

    /// <summary>tchar but the underscore, where a name may look like another one to backends that read both marks alike.</summary>
    public static readonly SearchValues<byte> TokenWithoutUnderscore = Set(Letters + Digits + TokenMarks);

    /// <summary>Methods in use are written so; <c>get</c> is another method than <c>GET</c> to us and the same one to some backends.</summary>
    public static readonly SearchValues<byte> MethodName = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    /// <summary>What may stand in no line: controls but the tab. CR and LF among them end the line.</summary>
    public static readonly SearchValues<byte> EndsLine = SearchValues.Create([.. Enumerable.Range(0, 128).Where(b => b is (< 32 and not 9) or 127).Select(b => (byte)b)]);

    /// <summary>Printable ASCII but # and space; RFC 3986 allows less, browsers send all of these.</summary>
    public static readonly SearchValues<byte> Target = SearchValues.Create([.. Enumerable.Range(33, 94).Where(b => b != '#').Select(b => (byte)b)]);

    /// <summary>Names in DNS with the underscore that some have; no percent-encoding and none of RFC 3986's sub-delims.</summary>
    public static readonly SearchValues<byte> HostName = Set(Letters + Digits + "-._");

    public static readonly SearchValues<byte> AddressLiteral = Set(Digits + "abcdefABCDEF:.");

    public static bool IsBlank(byte value) => value is SP or Tab;

    /// <summary>Whether two spans are the same but for the case of ASCII letters; no other bytes are taken for each other.</summary>
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => System.Text.Ascii.EqualsIgnoreCase(one, other);

    public static ReadOnlySpan<byte> TrimBlanks(ReadOnlySpan<byte> value)
    {
        var start = 0;
        var end = value.Length;
        while (start < end && IsBlank(value[start]))
        {
            start++;
        }

        while (end > start && IsBlank(value[end - 1]))
        {
            end--;
        }

        return value[start..end];
    }

    private static SearchValues<byte> Set(string characters) => SearchValues.Create([.. characters.Select(c => (byte)c)]);
}
