using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Farol.Gateway.Tests.Http1.Reference;

/// <summary>A chunked body by the grammar of RFC 9112 section 7.1 without its "bad whitespace".</summary>
internal sealed partial class ReferenceChunks
{
    private const string Token = ReferenceFields.TokenPattern;

    private const string Quoted = @"""(?:[\t\x20\x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t\x20-\x7e\x80-\xff])*""";

    /// <summary>Each ends what may be the beginning of a size line: no digit yet, digits, an extension's name, value, quotation, escape, CR.</summary>
    private static readonly string[] _endings = ["0\r\n", "\r\n", "a\r\n", "\"\r\n", "a\"\r\n", "\n"];

    public StringBuilder Body { get; } = new();

    public string After { get; private set; } = "";

    /// <summary>Bytes that belong to the body; -1: refused, -2: incomplete.</summary>
    public int Read(string text)
    {
        for (var at = 0; ;)
        {
            var rest = text[at..];
            var size = SizeLine().Match(rest);
            if (!size.Success)
            {
                return Array.Exists(_endings, e => SizeLine().Match(rest + e) is { Success: true } m && m.Length == rest.Length + e.Length) ? -2 : -1;
            }

            After = size.Groups["extensions"].Length > 0 ? " extensions" : After;
            at += size.Length;
            var length = long.Parse(size.Groups["size"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                var trailers = ReadTrailers(text[at..]);
                return trailers < 0 ? trailers : at + trailers;
            }

            var end = text.Length - at <= length ? "" : text.Substring(at + (int)length, Math.Min(2, text.Length - at - (int)length));
            if (!"\r\n".StartsWith(end, StringComparison.Ordinal))
            {
                return -1;
            }

            if (end.Length < 2)
            {
                return -2;
            }

            Body.Append(text, at, (int)length);
            at += (int)length + 2;
        }
    }

    private int ReadTrailers(string text)
    {
        var fields = new ReferenceFields();
        for (var at = 0; ;)
        {
            var end = text.IndexOf("\r\n", at, StringComparison.Ordinal);
            if (end < 0)
            {
                return ReferenceReader.MayBeLineStart(text[at..]) ? -2 : -1;
            }

            var line = text[at..end];
            at = end + 2;
            if (line.Length == 0)
            {
                After += string.Concat(fields.All.Select(f => $" trailer:{f.Name}={Testing.Support.HttpCase.Escape(Encoding.Latin1.GetBytes(f.Value))}"));
                return at;
            }

            if (fields.All.Count == 32 || !fields.Add(line) || !fields.MayAllTrail())
            {
                return -1;
            }
        }
    }

    [GeneratedRegex(@"\A(?<size>[0-9A-Fa-f]{1,15})(?<extensions>(?:;" + Token + "(?:=(?:" + Token + "|" + Quoted + @"))?)*)\r\n")]
    private static partial Regex SizeLine();
}
