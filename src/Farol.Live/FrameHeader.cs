using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Farol.Live;

/// <summary>
/// Writes <c>{"type","timestamp","channel","epoch","seq"</c> and what follows up to the body, for one kind of frame of one view.
/// The parts that never change are made once.
/// </summary>
internal sealed class FrameHeader
{
    private const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const int MaxVariableBytes = 24 + 20;
    private readonly byte[] _beforeTimestamp;
    private readonly byte[] _afterTimestamp;
    private readonly byte[] _afterSequence;
    private readonly bool _flat;

    public FrameHeader(string type, string channel, string epoch, string? bodyName)
    {
        _flat = bodyName is null;
        _beforeTimestamp = Encoding.UTF8.GetBytes($"{{\"type\":{Quote(type)},\"timestamp\":\"");
        _afterTimestamp = Encoding.UTF8.GetBytes($"\",\"channel\":{Quote(channel)},\"epoch\":{Quote(epoch)},\"seq\":");
        _afterSequence = bodyName is null ? [] : Encoding.UTF8.GetBytes($",{Quote(bodyName)}:");
    }

    /// <summary>The whole frame around <paramref name="body"/>, which is a JSON value (an object where the body has no field of its own).</summary>
    public byte[] Frame(DateTimeOffset timestamp, long sequence, ReadOnlySpan<byte> body, out int bodyOffset)
    {
        // A flat body lends its fields: {"a":1} becomes ,"a":1} after the header's own.
        var fields = _flat ? body[1..] : body;
        var empty = _flat && fields.TrimStart(" \t\r\n"u8).StartsWith("}"u8);
        Span<byte> header = stackalloc byte[_beforeTimestamp.Length + _afterTimestamp.Length + _afterSequence.Length + MaxVariableBytes + 1];
        bodyOffset = Header(header, timestamp, sequence);
        if (_flat && !empty)
        {
            header[bodyOffset++] = (byte)',';
        }

        var frame = new byte[bodyOffset + fields.Length + (_flat ? 0 : 1)];
        header[..bodyOffset].CopyTo(frame);
        fields.CopyTo(frame.AsSpan(bodyOffset));
        if (!_flat)
        {
            frame[^1] = (byte)'}';
        }

        return frame;
    }

    /// <summary>The same frame under another sequence.</summary>
    public byte[] Restamp(byte[] frame, int bodyOffset, DateTimeOffset timestamp, long sequence)
    {
        Span<byte> header = stackalloc byte[bodyOffset + MaxVariableBytes];
        var length = Header(header, timestamp, sequence);
        if (_flat && bodyOffset > 0 && frame[bodyOffset - 1] == (byte)',')
        {
            header[length++] = (byte)',';
        }

        var restamped = new byte[length + frame.Length - bodyOffset];
        header[..length].CopyTo(restamped);
        frame.AsSpan(bodyOffset).CopyTo(restamped.AsSpan(length));
        return restamped;
    }

    public static string Format(DateTimeOffset timestamp) =>
        timestamp.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture);

    private int Header(Span<byte> target, DateTimeOffset timestamp, long sequence)
    {
        var at = 0;
        Put(target, ref at, _beforeTimestamp);
        timestamp.UtcDateTime.TryFormat(target[at..], out var written, TimestampFormat, CultureInfo.InvariantCulture);
        at += written;
        Put(target, ref at, _afterTimestamp);
        Utf8Formatter.TryFormat(sequence, target[at..], out written);
        at += written;
        Put(target, ref at, _afterSequence);
        return at;
    }

    private static void Put(Span<byte> target, ref int at, ReadOnlySpan<byte> part)
    {
        part.CopyTo(target[at..]);
        at += part.Length;
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
