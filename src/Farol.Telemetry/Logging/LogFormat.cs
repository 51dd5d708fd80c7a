using System.Globalization;
using System.Text;

namespace Farol.Telemetry.Logging;

/// <summary>Turns records into lines.</summary>
internal static class LogFormat
{
    public const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static byte[] Json(LogRecord record)
    {
        var line = new StringBuilder(512);
        line.Append("{\"timestamp\":\"").Append(record.Timestamp.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture));
        line.Append("\",\"level\":\"").Append(record.LevelName).Append('"');
        AppendText(line, "component", record.Component);
        AppendText(line, "message", record.Message);
        AppendText(line, "trace_id", record.TraceId);
        AppendFields(line, record.Fields);
        AppendText(line, "exception", record.Exception);
        return Encoding.UTF8.GetBytes(line.Append("}\n").ToString());
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

    /// <param name="text">Null: left out.</param>
    private static void AppendText(StringBuilder line, string name, string? text)
    {
        if (text is not null)
        {
            line.Append(",\"").Append(name).Append("\":");
            LogJson.Append(line, text);
        }
    }

    private static void AppendFields(StringBuilder line, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            line.Append(i == 0 ? ",\"fields\":{" : ",");
            LogJson.AppendName(line, fields[i].Key);
            LogJson.Append(line, fields[i].Value);
        }

        line.Append(fields.Count > 0 ? "}" : "");
    }

    /// <summary>A message must not forge a line of its own: what a router or a client sent may be in it.</summary>
    private static string OneLine(string message) =>
        message.AsSpan().ContainsAnyInRange('\0', '\u001f')
            ? string.Concat(message.Select(c => c < ' ' ? $"\\x{(int)c:x2}" : c.ToString()))
            : message;
}
