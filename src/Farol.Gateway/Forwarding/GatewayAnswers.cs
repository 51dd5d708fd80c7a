using System.Text;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Forwarding;

/// <summary>Writes the gateway's own answers: problem details (RFC 9457), the operator's error page, or a redirect.</summary>
internal static class GatewayAnswers
{
    /// <param name="scratch">Room for lines and body; used only within the call.</param>
    public static void Write(IClient client, byte[] scratch, in GatewayAnswer answer)
    {
        var lines = new HeadWriter(scratch);
        if (!answer.RequestId.IsEmpty)
        {
            lines.WriteField("X-Request-ID"u8, answer.RequestId);
        }

        if (answer.RetryAfterSeconds > 0)
        {
            lines.Write("Retry-After: "u8);
            lines.WriteNumber(answer.RetryAfterSeconds);
            lines.Write("\r\n"u8);
        }

        var body = answer.Page is { } page ? page.Body : WriteProblem(scratch.AsSpan(lines.Length), answer);
        client.WriteLocal(new LocalResponse
        {
            Status = answer.Status,
            ContentType = answer.Page is { } own ? own.ContentType : "application/problem+json"u8,
            Lines = scratch.AsSpan(0, lines.Length),
            Body = body,
            Close = answer.Close,
        });
    }

    public static void Redirect(IClient client, byte[] scratch, RedirectTemplate template, ReadOnlySpan<byte> host, bool close)
    {
        var head = client.Head;
        var bytes = client.HeadBytes;
        "Location: "u8.CopyTo(scratch);
        var prefix = "Location: "u8.Length;
        // The query is what follows the path, with its question mark.
        var query = head.PathAndQueryRange.Of(bytes)[head.PathRange.Length..];
        var length = template.Write(scratch.AsSpan(prefix, scratch.Length - prefix - 2), client.Info.IsTls ? "https"u8 : "http"u8, host, head.PathRange.Of(bytes), query);
        if (length < 0)
        {
            Write(client, scratch, new GatewayAnswer { Status = 414, Detail = "the address is too long to be redirected", Close = close });
            return;
        }

        "\r\n"u8.CopyTo(scratch.AsSpan(prefix + length));
        client.WriteLocal(new LocalResponse { Status = template.Status, Lines = scratch.AsSpan(0, prefix + length + 2), Close = close });
    }

    private static ReadOnlySpan<byte> WriteProblem(Span<byte> into, in GatewayAnswer answer)
    {
        var writer = new HeadWriter(into);
        writer.Write("{\"type\":\"about:blank\",\"title\":\""u8);
        WriteText(ref writer, StatusLines.Reason(answer.Status));
        writer.Write("\",\"status\":"u8);
        writer.WriteNumber(answer.Status);
        writer.Write(",\"detail\":\""u8);
        WriteText(ref writer, answer.Detail);
        writer.Write("\",\"success\":false,\"error\":\""u8);
        WriteText(ref writer, answer.Detail);
        writer.Write("\",\"trace_id\":\""u8);
        writer.Write(answer.RequestId);
        writer.Write("\"}"u8);
        return into[..writer.Length];
    }

    private static void WriteText(ref HeadWriter writer, string text)
    {
        Span<byte> ascii = stackalloc byte[256];
        writer.Write(ascii[..Encoding.ASCII.GetBytes(text.AsSpan(0, Math.Min(text.Length, ascii.Length)), ascii)]);
    }
}
