using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Farol.Devices.Vrp;
using Testing.Support;

namespace Farol.Devices.Tests.Vrp.Subscribers;

/// <summary>
/// Every sample about subscribers, read through the catalog by the command it answers, beside a file of what it says.
/// Samples that are fragments of a manual have the parse error as their expected file.
/// </summary>
public sealed class SubscriberSampleTests
{
    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutAttributes } },
    };

    public static TheoryData<string, string> Samples()
    {
        var data = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(VrpSample.Path("subscriber-commands.txt")))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            data.Add(line[..tab], line[(tab + 1)..]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_says_what_its_expected_file_says(string sample, string command)
    {
        var text = VrpSample.Read(sample);
        Snapshot.Match(VrpSample.Path(Path.ChangeExtension(sample, ".expected.json")), Read(command, text));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Line_ends_and_the_terminal_around_an_output_change_nothing(string sample, string command)
    {
        var text = VrpSample.Read(sample).TrimEnd();
        var wrapped = $"{command}\r\nInfo: It will take a long time if the content you search is too much or the string you input is too long, "
            + "you can press CTRL_C to break.\r\n" + text.ReplaceLineEndings("\r\n") + "\r\n<HUAWEI-BNG-01>";
        var plain = Read(command, text);
        if (!plain.Contains("parse_error", StringComparison.Ordinal))
        {
            Assert.Equal(plain, Read(command, wrapped));
        }
    }

    private static string Read(string command, string text)
    {
        Assert.True(VrpCatalog.TryFind(command, out var known), command);
        try
        {
            var record = known.Read(command, text);
            return JsonSerializer.Serialize(record, record.GetType(), _json);
        }
        catch (VrpParseException error)
        {
            return JsonSerializer.Serialize(new { ParseError = new { error.LineNumber, error.Expected } }, _json);
        }
    }

    /// <summary>The lines under their own keys repeat the sample; pointed tests look at them.</summary>
    private static void LeaveOutAttributes(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].Name == "attributes")
            {
                type.Properties.RemoveAt(i);
            }
        }
    }
}
