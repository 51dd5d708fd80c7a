using System.Buffers;
using System.Globalization;
using System.Text;
using Farol.Gateway.Http1;
using Testing.Support;

namespace Farol.Gateway.Tests.Http1;

/// <summary>Reads the messages of one direction of a connection as the gateway does, from bytes that come in parts, and writes down a line for
/// each: what was understood, or why no more is.</summary>
internal sealed class Conversation
{
    private const int MaxShownBytes = 40;

    private readonly RequestHead _request = new();
    private readonly ResponseHead _response = new();
    private readonly HeadLimits _limits;
    private readonly Method? _answers;
    private readonly ArrayBufferWriter<byte> _body = new();
    private readonly List<string> _lines = [];
    private ChunkedDecoder _chunks;
    private bool _inBody;
    private bool _isOver;
    private int _position;
    private string? _trailers;

    /// <param name="answers">The method that the responses answer; null: requests are read.</param>
    public Conversation(Method? answers = null, HeadLimits? limits = null)
    {
        _answers = answers;
        _limits = limits ?? HeadLimits.Default;
    }

    private MessageHead Head => _answers is null ? _request : _response;

    /// <summary>What comes of all bytes at once.</summary>
    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> bytes, Method? answers = null)
    {
        var conversation = new Conversation(answers);
        conversation.Read(bytes);
        return conversation.End(bytes);
    }

    /// <param name="bytes">All from the connection's first byte, more than in the call before.</param>
    public void Read(ReadOnlySpan<byte> bytes)
    {
        while (!_isOver && (_inBody ? ReadBody(bytes) : ReadHead(bytes)))
        {
        }
    }

    /// <summary>The connection ends after these bytes.</summary>
    public IReadOnlyList<string> End(ReadOnlySpan<byte> bytes)
    {
        if (_inBody && Head.Framing == BodyFraming.UntilClose)
        {
            EndMessage();
        }
        else if (!_isOver && (_inBody || _position < bytes.Length))
        {
            _lines.Add(_inBody ? "body incomplete" : "incomplete");
        }

        if (_answers is not null && _isOver && _position < bytes.Length && !_lines[^1].Contains("refused", StringComparison.Ordinal))
        {
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"left {bytes.Length - _position}"));
        }

        return _lines;
    }

    private bool ReadHead(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes[_position..];
        if (rest.IsEmpty)
        {
            return false;
        }

        var outcome = _answers is { } method ? _response.Parse(rest, _limits, method) : _request.Parse(rest, _limits);
        switch (outcome)
        {
            case ParseOutcome.Complete:
                _lines.Add(_answers is null ? Describe(_request, rest) : Describe(_response));
                _position += Head.HeadLength;
                _chunks = default;
                _inBody = true;
                return true;
            case ParseOutcome.Incomplete:
                return false;
            case ParseOutcome.Http2Preface:
                return Stop("preface");
            default:
                return Stop($"refused {Head.Violation}");
        }
    }

    private bool ReadBody(ReadOnlySpan<byte> bytes)
    {
        if (Head.Framing == BodyFraming.Chunked)
        {
            return ReadChunks(bytes[_position..]);
        }

        var left = Head.Framing == BodyFraming.UntilClose ? long.MaxValue : Head.ContentLength - _body.WrittenCount;
        var taken = (int)Math.Min(left, bytes.Length - _position);
        _body.Write(bytes.Slice(_position, taken));
        _position += taken;
        if (taken != left)
        {
            return false;
        }

        EndMessage();
        return true;
    }

    private bool ReadChunks(ReadOnlySpan<byte> rest)
    {
        var outcome = _chunks.Next(rest, out var consumed, out var data);
        _position += consumed;
        switch (outcome)
        {
            case DecodeOutcome.Data:
                _body.Write(data.Of(rest));
                return true;
            case DecodeOutcome.Finished:
                _trailers = Describe(_chunks, _chunks.Trailers.Of(rest));
                EndMessage();
                return true;
            case DecodeOutcome.Refused:
                return Stop($"body refused {_chunks.Violation}");
            default:
                return false;
        }
    }

    private void EndMessage()
    {
        var body = _body.WrittenSpan;
        if (body.Length > 0)
        {
            _lines[^1] += body.Length <= MaxShownBytes
                ? $" \"{HttpCase.Escape(body)}\""
                : string.Create(CultureInfo.InvariantCulture, $" {body.Length} bytes");
        }

        _lines[^1] += _trailers;
        _trailers = null;
        _body.ResetWrittenCount();
        _inBody = false;
        _isOver = _answers is not null && !_response.IsInterim;
        if (!_isOver)
        {
            Head.Reset();
        }
    }

    private bool Stop(string line)
    {
        _lines.Add(line);
        _isOver = true;
        return false;
    }

    private static string Describe(RequestHead head, ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("request ");
        text.Append(Encoding.Latin1.GetString(head.MethodRange.Of(bytes))).Append(' ');
        text.Append(Encoding.Latin1.GetString(head.PathAndQueryRange.Of(bytes))).Append(' ');
        text.Append(head.AuthorityRange.IsEmpty ? "-" : Encoding.Latin1.GetString(head.AuthorityRange.Of(bytes)));
        text.Append(' ').Append(Framing(head.Framing));
        text.Append(head.IsHttp10 ? " http1.0" : "").Append(head.KeepAlive ? "" : " close").Append(head.ExpectContinue ? " expect" : "");
        text.Append(head.IsWebSocketUpgrade ? " websocket" : head.HasUpgrade ? " upgrade" : "").Append(head.TakesTrailers ? " te-trailers" : "");
        AppendDropped(text, head, bytes);
        return text.ToString();
    }

    private static string Describe(ResponseHead head) => string.Create(
        CultureInfo.InvariantCulture,
        $"response {head.Status} {Framing(head.Framing)}{(head.IsHttp10 ? " http1.0" : "")}{(head.KeepAlive ? "" : " close")}{(head.HasUpgrade ? " upgrade" : "")}");

    private static string Describe(in ChunkedDecoder chunks, ReadOnlySpan<byte> section)
    {
        var text = new StringBuilder(chunks.HasExtensions ? " extensions" : "");
        for (var position = 0; FieldLine.TryNext(section, ref position, out var field);)
        {
            text.Append(" trailer:").Append(Encoding.Latin1.GetString(field.NameIn(section))).Append('=').Append(HttpCase.Escape(field.ValueIn(section)));
        }

        return text.ToString();
    }

    private static string Framing(BodyFraming framing) => framing switch
    {
        BodyFraming.None => "none",
        BodyFraming.Counted => "counted",
        BodyFraming.Chunked => "chunked",
        _ => "until-close",
    };

    private static void AppendDropped(StringBuilder text, RequestHead head, ReadOnlySpan<byte> bytes)
    {
        foreach (ref readonly var field in head.Fields)
        {
            if (field.Name == FieldName.Other && !head.MayCross(field))
            {
                text.Append(" dropped:").Append(Encoding.Latin1.GetString(field.NameIn(bytes)));
            }
        }
    }
}
