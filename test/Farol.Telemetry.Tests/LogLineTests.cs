using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Farol.Telemetry.Logging;
using Microsoft.Extensions.Logging;
using Testing.Support;

namespace Farol.Telemetry.Tests;

/// <summary>A line is what the writer of JSON would make of it, though that is asked for few of them only.</summary>
public sealed class LogLineTests
{
    private static readonly JsonWriterOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Every_character_is_written_as_the_writer_of_JSON_writes_it()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var text = $"a{(char)c}b";
            Assert.Equal(Written(w => w.WriteStringValue(text)), Line(line => LogJson.Append(line, text)));
        }

        Assert.Equal(Written(w => w.WriteStringValue("sinal 🚦 aberto")), Line(line => LogJson.Append(line, "sinal 🚦 aberto")));
    }

    public static TheoryData<object?> Values =>
    [
        (object?)null, true, false, 0, -17, long.MaxValue, 0.1, 1e300, -2.5e-7, double.NaN, double.PositiveInfinity, 12.5m, "", "text", LogLevel.Warning,
        TimeSpan.FromSeconds(90.5), new DateTimeOffset(2026, 1, 15, 12, 0, 0, 7, TimeSpan.FromHours(-3)), Guid.Empty,
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_JSON_of_its_kind(object? value)
    {
        var line = Line(l => LogJson.Append(l, value));
        Assert.Equal(
            Written(w =>
            {
                switch (value)
                {
                    case null: w.WriteNullValue(); break;
                    case bool flag: w.WriteBooleanValue(flag); break;
                    case int number: w.WriteNumberValue(number); break;
                    case long number: w.WriteNumberValue(number); break;
                    case double number when double.IsFinite(number): w.WriteNumberValue(number); break;
                    case DateTimeOffset: w.WriteStringValue("2026-01-15T15:00:00.007Z"); break;
                    case TimeSpan: w.WriteStringValue("00:01:30.5000000"); break;
                    default: w.WriteStringValue(FormattableString.Invariant($"{value}")); break;
                }
            }),
            line);
    }

    [Theory]
    [InlineData("File")]
    [InlineData("file")]
    [InlineData("RouterId")]
    [InlineData("IPAddress")]
    [InlineData("Ipv4Address")]
    [InlineData("snake_case")]
    [InlineData("Two words")]
    [InlineData("Endereço")]
    [InlineData("0")]
    [InlineData("")]
    public void A_name_is_in_snake_case(string name) =>
        Assert.Equal(Written(w => w.WriteStringValue(JsonNamingPolicy.SnakeCaseLower.ConvertName(name))) + ":", Line(line => LogJson.AppendName(line, name)));

    [Fact]
    public async Task A_process_without_a_host_writes_the_lines_of_one_with_a_host()
    {
        using var console = new MemoryStream();
        await using (var log = new FarolLog(new LogOptions { File = "", Level = LogLevel.Information }, new ManualTime(), console))
        {
            var logger = log.CreateLogger("Farol.Test");
            using (logger.BeginScope(new Dictionary<string, object?> { ["Loop"] = 2 }))
            {
                logger.LogDebug("below the level");
                logger.LogWarning("{File} has password=hunter2 in \"{Place}\"", "a.yaml", "line\n3");
            }
        }

        Assert.Equal(
            """{"timestamp":"2026-01-15T12:00:00.000Z","level":"WARNING","component":"Farol.Test","message":"a.yaml has password=*** in \"line\n3\"","fields":{"file":"a.yaml","place":"line\n3","loop":2}}""" + "\n",
            Encoding.UTF8.GetString(console.ToArray()));
    }

    private static string Line(Action<StringBuilder> append)
    {
        var line = new StringBuilder();
        append(line);
        return line.ToString();
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, _readable))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
