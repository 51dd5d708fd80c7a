using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Farol.Telemetry.Logging;

/// <summary>Turns records into lines.</summary>
internal static class LogFormat
{
    public const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // Log lines go to files and terminals, never into HTML, so letters stay readable; control characters are escaped all the same.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Json(LogRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, _options))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp", record.Timestamp.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture));
            writer.WriteString("level", record.LevelName);
            writer.WriteString("component", record.Component);
            writer.WriteString("message", record.Message);
            if (record.TraceId is not null)
            {
                writer.WriteString("trace_id", record.TraceId);
            }

            if (record.Fields.Count > 0)
            {
                WriteFields(writer, record.Fields);
            }

            if (record.Exception is not null)
            {
                writer.WriteString("exception", record.Exception);
            }

            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] Text(LogRecord record)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{record.Timestamp.UtcDateTime:HH:mm:ss.fff} {record.LevelName,-7} ");
        line.Append(record.Component).Append(": ").Append(OneLine(record.Message)).Append('\n');
        if (record.Exception is not null)
        {
            line.Append(record.Exception).Append('\n');
        }

        return Encoding.UTF8.GetBytes(line.ToString());
    }

    private static void WriteFields(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        writer.WriteStartObject("fields");
        foreach (var (name, value) in fields)
        {
            writer.WritePropertyName(JsonNamingPolicy.SnakeCaseLower.ConvertName(name));
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case DateTimeOffset time: writer.WriteStringValue(time.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture)); break;
            case TimeSpan span: writer.WriteStringValue(span.ToString("c", CultureInfo.InvariantCulture)); break;
            case IFormattable formattable: writer.WriteStringValue(formattable.ToString(null, CultureInfo.InvariantCulture)); break;
            default: writer.WriteStringValue(value.ToString()); break;
        }
    }

    /// <summary>A message must not forge a line of its own: what a router or a client sent may be in it.</summary>
    private static string OneLine(string message) =>
        message.AsSpan().ContainsAnyInRange('\0', '\u001f')
            ? string.Concat(message.Select(c => c < ' ' ? $"\\x{(int)c:x2}" : c.ToString()))
            : message;
}
