using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Farol.Telemetry.Repeats;

namespace Farol.Listening;

/// <summary>A request as its bytes came, and the head of the answer that it got, of which only the length and the date change.</summary>
internal sealed class RepeatedRequest(byte[] request, TimeProvider time)
{
    private readonly byte[] _request = request;
    /// <summary>A browser's head with its cookie is half of it; what is longer goes the whole way each time.</summary>
    public const int MaxBytes = 2048;

    private const int DateBytes = 29;
    private const int MaxDigits = 10;

    /// <summary>
    /// Then the request goes the whole way once: what nobody thought of is right again within a minute, and Kestrel, which closes what is silent for 130 s, hears
    /// of the connection.
    /// </summary>
    private static readonly TimeSpan _lasts = TimeSpan.FromMinutes(1);

    private byte[] _head = [];
    private Range _length;
    private Range _date;
    private long _learned;

    public IRepeatableAnswer? Answer { get; set; }

    public IRepeatCounter? Counter { get; set; }

    /// <summary>
    /// Whether this is the head of one GET request, without a body, and nothing else. Kestrel ends lines at a bare line feed too, so that there must be none
    /// (RFC 9112, section 2.2).
    /// </summary>
    public static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes || !bytes.StartsWith("GET "u8) || bytes.IndexOf("\r\n\r\n"u8) != bytes.Length - 4
            || bytes.Count((byte)'\n') != bytes.Count("\r\n"u8))
        {
            return false;
        }

        Span<char> text = stackalloc char[MaxBytes];
        text = text[..Encoding.Latin1.GetChars(bytes, text)];
        return !Has(text, "\nContent-Length") && !Has(text, "\nTransfer-Encoding") && !Has(text, "\nUpgrade") && !Has(text, "\nExpect");
    }

    public bool Matches(ReadOnlySpan<byte> bytes) => bytes.SequenceEqual(_request) && time.GetElapsedTime(_learned) < _lasts;

    public bool IsOf(RepeatedRequest other) => other._request.AsSpan().SequenceEqual(_request);

    /// <summary>Keeps the head of a whole answer; false when something in it may be for this once only.</summary>
    public bool TryLearn(in ReadOnlySequence<byte> answer)
    {
        var bytes = answer.FirstSpan;
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0 || !bytes.StartsWith("HTTP/1.1 200 OK\r\n"u8))
        {
            return false;
        }

        var head = bytes[..(end + 4)];
        var length = After(head, "\r\nContent-Length: "u8);
        var date = After(head, "\r\nDate: "u8);
        if (length < 0 || date < 0 || After(head, "\r\nSet-Cookie: "u8) >= 0 || After(head, "\r\nConnection: close"u8) >= 0
            || !Utf8Parser.TryParse(head[length..], out long body, out var digits) || head.Length + body != answer.Length)
        {
            return false;
        }

        _head = head.ToArray();
        _length = length..(length + digits);
        _date = date..(date + DateBytes);
        _learned = time.GetTimestamp();
        return true;
    }

    /// <summary>Writes the whole answer that the request gets now; false when it must go the whole way.</summary>
    public bool TryAnswer(AnswerBuffers buffers, out ReadOnlySpan<byte> answer)
    {
        buffers.Body.ResetWrittenCount();
        buffers.Answer.ResetWrittenCount();
        answer = default;
        if (!Answer!.TryWrite(buffers.Body))
        {
            return false;
        }

        var isDateFirst = _date.Start.Value < _length.Start.Value;
        var (first, second) = isDateFirst ? (_date, _length) : (_length, _date);
        var to = buffers.Answer;
        to.Write(_head.AsSpan(..first.Start.Value));
        Put(to, isDateFirst, buffers.Body.WrittenCount);
        to.Write(_head.AsSpan(first.End.Value..second.Start.Value));
        Put(to, !isDateFirst, buffers.Body.WrittenCount);
        to.Write(_head.AsSpan(second.End.Value..));
        to.Write(buffers.Body.WrittenSpan);
        answer = to.WrittenSpan;
        return true;
    }

    private void Put(ArrayBufferWriter<byte> to, bool isDate, int length)
    {
        var span = to.GetSpan(Math.Max(DateBytes, MaxDigits));
        _ = isDate ? time.GetUtcNow().TryFormat(span, out var written, "R") : Utf8Formatter.TryFormat(length, span, out written);
        to.Advance(written);
    }

    private static int After(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name) => head.IndexOf(name) is >= 0 and var at ? at + name.Length : -1;

    private static bool Has(ReadOnlySpan<char> head, string field) => head.Contains(field, StringComparison.OrdinalIgnoreCase);
}
