using System.Buffers.Text;
using Farol.Gateway.Forwarding;
using Farol.Gateway.Http1;

namespace Farol.Gateway.Http2;

/// <summary>Writes heads of responses as fields of HTTP/2.</summary>
internal static class ResponseFields
{
    /// <summary>False when there are more fields than one head may have.</summary>
    public static bool TryWrite(FieldBlock into, ResponseHead head, ReadOnlySpan<byte> bytes, in ResponseChanges changes)
    {
        // A WebSocket is accepted by 200 (RFC 8441, 5.1), and its key is not answered.
        Begin(into, head.IsSwitchingProtocols ? 200 : head.Status);
        var dropsNothing = changes.Route.DropsNothing && changes.Coding == Compression.ContentCoding.None;
        foreach (ref readonly var field in head.Fields)
        {
            var name = field.NameIn(bytes);
            if (!head.MayCross(field) || (!dropsNothing && changes.Drops(field, name))
                || (head.IsSwitchingProtocols && Bytes.EqualsIgnoreCase(name, "sec-websocket-accept"u8)))
            {
                continue;
            }

            if (!into.TryAddLowered(name, field.ValueIn(bytes)))
            {
                return false;
            }
        }

        return TryAddLines(into, changes.Route.Lines) && TryAddLines(into, changes.Lines);
    }

    public static bool TryWriteLocal(FieldBlock into, in LocalResponse response)
    {
        Begin(into, response.Status);
        if (!response.ContentType.IsEmpty)
        {
            _ = into.TryAdd("content-type"u8, response.ContentType);
        }

        Span<byte> digits = stackalloc byte[20];
        _ = Utf8Formatter.TryFormat(response.Body.Length, digits, out var count);
        _ = into.TryAdd("content-length"u8, digits[..count]);
        return TryAddLines(into, response.Lines);
    }

    /// <summary>Field lines, each with its line end, become fields.</summary>
    public static bool TryAddLines(FieldBlock into, ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf("\r\n"u8);
            var line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? default : lines[(end + 2)..];
            var colon = line.IndexOf((byte)':');
            if (colon <= 0)
            {
                continue;
            }

            if (!into.TryAddLowered(line[..colon], line[(colon + 1)..].Trim(" \t"u8)))
            {
                return false;
            }
        }

        return true;
    }

    private static void Begin(FieldBlock into, int status)
    {
        into.Clear();
        Span<byte> digits = stackalloc byte[3];
        _ = Utf8Formatter.TryFormat(status, digits, out _);
        _ = into.TryAdd(":status"u8, digits);
    }
}
