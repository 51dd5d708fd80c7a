using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Testing.Support;

namespace Farol.Gateway.Tests.Http1.Reference;

/// <summary>
/// A second reader of HTTP/1.1, on whole strings with regular expressions: slow, plain, and written from the RFCs and the gateway's stated rules
/// rather than from the parser. It writes the lines that <see cref="Conversation"/> writes, but for the reason of a refusal.
/// Inputs stay far below the limits in bytes, which it does not know.
/// </summary>
internal sealed partial class ReferenceReader
{
    private readonly List<string> _lines = [];
    private readonly string? _answers;
    private readonly int _mostFields;
    private bool _isOver;

    private ReferenceReader(string? answers, int mostFields)
    {
        _answers = answers;
        _mostFields = mostFields;
    }

    public static IReadOnlyList<string> Read(byte[] bytes, string? answers, int mostFields = ReferenceFields.GatewayMost) =>
        Read(bytes, answers, mostFields, []);

    /// <param name="ends">Gets where each line's message ends.</param>
    public static IReadOnlyList<string> Read(byte[] bytes, string? answers, int mostFields, List<int> ends)
    {
        var reader = new ReferenceReader(answers, mostFields);
        var text = Encoding.Latin1.GetString(bytes);
        while (text.Length > 0 && !reader._isOver)
        {
            text = reader.ReadMessage(text);
            ends.Add(bytes.Length - text.Length);
        }

        if (answers is not null && reader._isOver && text.Length > 0)
        {
            reader._lines.Add(string.Create(CultureInfo.InvariantCulture, $"left {text.Length}"));
        }

        return reader._lines;
    }

    /// <summary>A line that has not ended yet: no controls, and at most its CR.</summary>
    public static bool MayBeLineStart(string text) => LineStart().IsMatch(text);

    private string ReadMessage(string text)
    {
        var fields = new ReferenceFields(_mostFields);
        string? start = null;
        var isAfterEmptyLine = false;
        for (var at = 0; ;)
        {
            var end = text.IndexOf("\r\n", at, StringComparison.Ordinal);
            if (end < 0)
            {
                return Stop(MayBeLineStart(text[at..]) ? "incomplete" : "refused");
            }

            var line = text[at..end];
            at = end + 2;
            if (start is null && line.Length == 0 && _answers is null && !isAfterEmptyLine)
            {
                isAfterEmptyLine = true;
            }
            else if (start is null)
            {
                start = line;
                if (line == "PRI * HTTP/2.0" && _answers is null)
                {
                    return Stop("preface");
                }

                if (!(_answers is null ? ReferenceRequest.IsGoodLine(line) : StatusLine().IsMatch(line)))
                {
                    return Stop("refused");
                }
            }
            else if (line.Length == 0)
            {
                return ReadBody(start, fields, text[at..]);
            }
            else if (!fields.Add(line) || !IsGoodSoFar(fields, start))
            {
                return Stop("refused");
            }
        }
    }

    /// <summary>What a single field, or its repetition, already decides.</summary>
    private bool IsGoodSoFar(ReferenceFields fields, string start)
    {
        var lengths = fields.Values("content-length");
        var codings = fields.Values("transfer-encoding");
        if (lengths.Length > 1 || codings.Length > 1 || !Array.TrueForAll(lengths, l => Length().IsMatch(l))
            || !Array.TrueForAll(codings, c => ReferenceFields.Same(c, "chunked")))
        {
            return false;
        }

        var isOld = _answers is null ? ReferenceRequest.IsHttp10(start) : start.StartsWith("HTTP/1.0", StringComparison.Ordinal);
        if (codings.Length > 0 && isOld)
        {
            return false;
        }

        if (_answers is not null)
        {
            return true;
        }

        var expectations = fields.Values("expect");
        var hosts = fields.Values("host");
        return hosts.Length < 2 && Array.TrueForAll(hosts, ReferenceRequest.IsGoodHost)
            && expectations.Length < 2 && Array.TrueForAll(expectations, e => ReferenceFields.Same(e, "100-continue"));
    }

    private string ReadBody(string start, ReferenceFields fields, string rest)
    {
        var line = _answers is null ? ReferenceRequest.Describe(start, fields) : DescribeResponse(start, fields);
        if (line is null)
        {
            return Stop("refused");
        }

        _lines.Add(line);
        var framing = FramingWord().Match(line).Value;
        var isInterim = _answers is not null && line.StartsWith("response 1", StringComparison.Ordinal) && !line.StartsWith("response 101", StringComparison.Ordinal);
        _isOver = _answers is not null && !isInterim;
        switch (framing)
        {
            case "chunked":
                var chunks = new ReferenceChunks();
                var length = chunks.Read(rest);
                if (length < 0)
                {
                    return Stop(length == -1 ? "body refused" : "body incomplete");
                }

                Show(chunks.Body.ToString());
                _lines[^1] += chunks.After;
                return rest[length..];
            case "counted":
                var count = long.Parse(fields.Values("content-length")[0], CultureInfo.InvariantCulture);
                if (rest.Length < count)
                {
                    return Stop("body incomplete");
                }

                Show(rest[..(int)count]);
                return rest[(int)count..];
            case "until-close":
                Show(rest);
                return "";
            default:
                return rest;
        }
    }

    private string? DescribeResponse(string start, ReferenceFields fields)
    {
        var status = start.Substring(9, 3);
        var isOld = start.StartsWith("HTTP/1.0", StringComparison.Ordinal);
        var lengths = fields.Values("content-length");
        var isChunked = fields.Values("transfer-encoding").Length > 0;
        var options = fields.ConnectionOptions();
        if (options is null || (isChunked && lengths.Length > 0))
        {
            return null;
        }

        var isBodyless = status[0] == '1' || status == "204";
        if (isBodyless && (isChunked || lengths.Any(l => l != "0")))
        {
            return null;
        }

        var framing = isBodyless || status == "304" || _answers == "HEAD" ? "none"
            : isChunked ? "chunked"
            : lengths.Length == 0 ? "until-close"
            : lengths[0] == "0" ? "none" : "counted";
        var isClosed = framing == "until-close" || IsClosed(options, isOld);
        var isUpgrade = !isOld && options.Exists(o => ReferenceFields.Same(o, "upgrade")) && fields.Values("upgrade").Length > 0;
        return $"response {status} {framing}{(isOld ? " http1.0" : "")}{(isClosed ? " close" : "")}{(isUpgrade ? " upgrade" : "")}";
    }

    public static bool IsClosed(List<string> options, bool isOld) =>
        options.Exists(o => ReferenceFields.Same(o, "close")) || (isOld && !options.Exists(o => ReferenceFields.Same(o, "keep-alive")));

    private void Show(string body)
    {
        _lines[^1] += body.Length == 0 ? ""
            : body.Length <= 40 ? $" \"{HttpCase.Escape(Encoding.Latin1.GetBytes(body))}\""
            : string.Create(CultureInfo.InvariantCulture, $" {body.Length} bytes");
    }

    private string Stop(string line)
    {
        _lines.Add(line);
        _isOver = true;
        return "";
    }

    [GeneratedRegex(@"\A[\t\x20-\x7e\x80-\xff]*\r?\z")]
    private static partial Regex LineStart();

    [GeneratedRegex(@"\A(?:0|[1-9][0-9]{0,17})\z")]
    private static partial Regex Length();

    [GeneratedRegex(@"\AHTTP/1\.[01] [1-5][0-9][0-9](?: [\t\x20-\x7e\x80-\xff]*)?\z")]
    private static partial Regex StatusLine();

    [GeneratedRegex(@"(?<= )(?:chunked|counted|until-close|none)(?= |\z)", RegexOptions.RightToLeft)]
    private static partial Regex FramingWord();
}
