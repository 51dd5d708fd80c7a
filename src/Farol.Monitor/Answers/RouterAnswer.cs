using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using Farol.Telemetry.Times;
using Microsoft.AspNetCore.Http;

namespace Farol.Monitor.Answers;

/// <summary>
/// Writes a family's figures as the contract wants every router answer: success, timestamp, router, simulated, cached, age and stale,
/// then the fields that were serialised when the poll came in.
/// </summary>
public sealed class RouterAnswer(string routerId, bool isSimulated, AnswerBody body, DateTimeOffset now) : IResult
{
    /// <summary>What the head says besides the router's id and the stale reason.</summary>
    private const int MaxHeadBytes = 512;

    /// <summary>A character of the reason that JSON escapes: <c>\u00e7</c>.</summary>
    private const int MaxBytesOfCharacter = 6;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        var head = ArrayPool<byte>.Shared.Rent(MaxHeadLength);
        try
        {
            var length = WriteHead(head);
            response.ContentLength = length + body.Fields.Length + 1;
            // What is written before the start is kept aside and copied again; what is written after it waits for the end of the request, and goes out at once.
            await response.StartAsync(httpContext.RequestAborted);
            var writer = response.BodyWriter;
            writer.Write(head.AsSpan(0, length));
            writer.Write(body.Fields.Span);
            writer.Write("}"u8);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(head);
        }
    }

    /// <summary>The whole body.</summary>
    internal void Write(IBufferWriter<byte> writer)
    {
        writer.Advance(WriteHead(writer.GetSpan(MaxHeadLength)));
        writer.Write(body.Fields.Span);
        writer.Write("}"u8);
    }

    private int MaxHeadLength => MaxHeadBytes + ((body.StaleReason?.Length ?? 0) * MaxBytesOfCharacter) + (routerId.Length * 3);

    private int WriteHead(Span<byte> span)
    {
        var reason = body.StaleReason is { } text ? JavaScriptEncoder.Default.Encode(text) : null;
        var at = 0;
        Put(span, ref at, "{\"success\":true,\"timestamp\":\""u8);
        now.UtcDateTime.TryFormat(span[at..], out var written, UtcTimeConverter.Format, CultureInfo.InvariantCulture);
        at += written;
        Put(span, ref at, "\",\"router\":\""u8);
        // Ids hold only letters, digits, "-" and "_": nothing to escape.
        at += System.Text.Encoding.UTF8.GetBytes(routerId, span[at..]);
        Put(span, ref at, isSimulated ? "\",\"simulated\":true,\"cached\":"u8 : "\",\"simulated\":false,\"cached\":"u8);
        Put(span, ref at, body.IsCached ? "true"u8 : "false"u8);
        Put(span, ref at, ",\"age_seconds\":"u8);
        Utf8Formatter.TryFormat(Math.Round(Math.Max(0, (now - body.TakenAt).TotalSeconds), 1), span[at..], out written);
        at += written;
        Put(span, ref at, body.IsStale ? ",\"stale\":true,\"stale_reason\":"u8 : ",\"stale\":false,\"stale_reason\":"u8);
        PutReason(span, ref at, reason);
        Put(span, ref at, ","u8);
        return at;
    }

    private static void PutReason(Span<byte> span, ref int at, string? reason)
    {
        if (reason is null)
        {
            Put(span, ref at, "null"u8);
            return;
        }

        Put(span, ref at, "\""u8);
        at += System.Text.Encoding.UTF8.GetBytes(reason, span[at..]);
        Put(span, ref at, "\""u8);
    }

    private static void Put(Span<byte> span, ref int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(span[at..]);
        at += bytes.Length;
    }
}
