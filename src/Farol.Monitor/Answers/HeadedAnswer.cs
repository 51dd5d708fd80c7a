using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Farol.Monitor.Routers;
using Farol.Telemetry.Times;
using Microsoft.AspNetCore.Http;

namespace Farol.Monitor.Answers;

/// <summary>
/// An answer about one router that is made for one request: the head that every router answer has (success, timestamp, router, simulated),
/// then the members of <paramref name="fields"/>. Figures of polls go out by <see cref="RouterAnswer"/>.
/// </summary>
internal sealed class HeadedAnswer(RouterDefinition router, DateTimeOffset now, object fields, bool success = true) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer);
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = buffer.WrittenCount;
        await httpContext.Response.Body.WriteAsync(buffer.WrittenMemory, httpContext.RequestAborted);
    }

    internal void Write(IBufferWriter<byte> buffer)
    {
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = MonitorJson.Options.Encoder });
        writer.WriteStartObject();
        writer.WriteBoolean("success", success);
        writer.WriteString("timestamp", now.UtcDateTime.ToString(UtcTimeConverter.Format, CultureInfo.InvariantCulture));
        writer.WriteString("router", router.Id);
        writer.WriteBoolean("simulated", router.IsSimulated);
        foreach (var member in JsonSerializer.SerializeToElement(fields, fields.GetType(), MonitorJson.Options).EnumerateObject())
        {
            member.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
