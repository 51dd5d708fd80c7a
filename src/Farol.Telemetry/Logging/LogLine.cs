using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Farol.Telemetry.Logging;

/// <summary>A line as <see cref="LogFormat"/> writes it: its time and level stand first, so that most lines need not be read whole.</summary>
internal readonly record struct LogLine(DateTimeOffset Timestamp, LogLevel Level)
{
    private const int TimestampLength = 24;

    private static ReadOnlySpan<byte> BeforeTimestamp => "{\"timestamp\":\""u8;

    private static ReadOnlySpan<byte> BeforeLevel => "\",\"level\":\""u8;

    /// <summary>False: it is no such line.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out LogLine read)
    {
        read = default;
        var levelAt = BeforeTimestamp.Length + TimestampLength + BeforeLevel.Length;
        if (line.Length <= levelAt || !line.StartsWith(BeforeTimestamp) || !line[(BeforeTimestamp.Length + TimestampLength)..].StartsWith(BeforeLevel))
        {
            return false;
        }

        Span<char> time = stackalloc char[TimestampLength];
        System.Text.Encoding.Latin1.GetChars(line.Slice(BeforeTimestamp.Length, TimestampLength), time);
        if (!DateTimeOffset.TryParseExact(time, LogFormat.TimestampFormat, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var timestamp))
        {
            return false;
        }

        read = new LogLine(timestamp, line[levelAt] switch { (byte)'D' => LogLevel.Debug, (byte)'I' => LogLevel.Information, (byte)'W' => LogLevel.Warning, _ => LogLevel.Error });
        return true;
    }

    /// <summary>Null: it is no record.</summary>
    public LogRecord? Record(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return new LogRecord
            {
                Timestamp = Timestamp,
                Level = Level,
                Component = Text(root, "component") ?? "",
                Message = Text(root, "message") ?? "",
                TraceId = Text(root, "trace_id"),
                Exception = Text(root, "exception"),
            };
        }
        catch (JsonException)
        {
            // A line that the end of a process cut off, or somebody's own.
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
