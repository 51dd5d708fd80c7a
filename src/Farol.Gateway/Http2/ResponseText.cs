using Farol.Gateway.Forwarding;

namespace Farol.Gateway.Http2;

/// <summary>Writes a backend's response of HTTP/2 as HTTP/1.1, so that the one strict parser judges it.</summary>
internal static class ResponseText
{
    /// <param name="isEnd">The response has no body.</param>
    /// <param name="isForHead">It never has one.</param>
    /// <param name="isChunked">The body that follows is written in chunks.</param>
    /// <returns>The length, or 0 when it may not cross.</returns>
    public static int Write(FieldBlock fields, bool isEnd, bool isForHead, Span<byte> into, out bool isChunked)
    {
        var writer = new HeadWriter(into);
        isChunked = false;
        if (!fields.TryGet(":status"u8, out var status) || status.Length != 3 || status.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return 0;
        }

        writer.Write("HTTP/1.1 "u8);
        writer.Write(status);
        writer.Write(" \r\n"u8);
        var isInterim = status[0] == '1';
        isChunked = !isEnd && !isInterim && !fields.TryGet("content-length"u8, out _);
        foreach (var field in fields)
        {
            if (field.Name.SequenceEqual(":status"u8))
            {
                continue;
            }

            if (!RequestText.IsPlain(field.Name, field.Value) || RequestText.IsConnectionField(field.Name))
            {
                return 0;
            }

            writer.WriteField(field.Name, field.Value);
        }

        if (isEnd && !isForHead && !isInterim && !HasNoBody(status) && !fields.TryGet("content-length"u8, out _))
        {
            // Without a length HTTP/1.1 reads until the connection ends; here the end has come, as in gRPC's answers of a status alone.
            writer.Write("content-length: 0\r\n"u8);
        }

        writer.Write(isChunked ? "transfer-encoding: chunked\r\n\r\n"u8 : "\r\n"u8);
        return writer.Overflowed ? 0 : writer.Length;
    }

    public static bool IsSuccess(FieldBlock fields) => fields.TryGet(":status"u8, out var status) && status is [(byte)'2', _, _];

    /// <summary>A WebSocket is accepted by 2xx (RFC 8441, 5), which HTTP/1.1 says by 101. What frames a body means nothing here (RFC 9110, 9.3.6).</summary>
    /// <param name="accept">The answer to the key of the handshake.</param>
    public static int WriteAccepted(FieldBlock fields, ReadOnlySpan<byte> accept, Span<byte> into)
    {
        var writer = new HeadWriter(into);
        writer.Write("HTTP/1.1 101 \r\nconnection: Upgrade\r\nupgrade: websocket\r\n"u8);
        writer.WriteField("sec-websocket-accept"u8, accept);
        foreach (var field in fields)
        {
            if (field.Name.SequenceEqual(":status"u8) || field.Name.SequenceEqual("content-length"u8) || field.Name.SequenceEqual("sec-websocket-accept"u8))
            {
                continue;
            }

            if (!RequestText.IsPlain(field.Name, field.Value) || RequestText.IsConnectionField(field.Name))
            {
                return 0;
            }

            writer.WriteField(field.Name, field.Value);
        }

        writer.Write("\r\n"u8);
        return writer.Overflowed ? 0 : writer.Length;
    }

    private static bool HasNoBody(ReadOnlySpan<byte> status) => status.SequenceEqual("204"u8) || status.SequenceEqual("304"u8);
}
