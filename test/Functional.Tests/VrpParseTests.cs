using System.Text.Json;
using Farol.Verbs;
using Testing.Support;

namespace Functional.Tests;

public sealed class VrpParseTests
{
    [Fact]
    public async Task A_routers_text_becomes_json_with_its_unknowns_as_null()
    {
        var text = await File.ReadAllTextAsync(
            RepositoryRoot.File("test", "Farol.Devices.Tests", "Vrp", "Samples", "display-version", "huawei_bras-ne8000-m8-v800r023c10spc500.txt"),
            TestContext.Current.CancellationToken);
        var (code, output, error) = await RunAsync("dis ver", text);
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        Assert.Equal("NetEngine 8000 M8", json.RootElement.GetProperty("model").GetString());
        Assert.Equal(6_277_860, json.RootElement.GetProperty("uptime_seconds").GetInt64());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("patch_version").ValueKind);
        Assert.Equal("9", json.RootElement.GetProperty("boards")[0].GetProperty("slot").GetString());
    }

    [Fact]
    public async Task A_text_that_is_no_such_output_is_an_error_with_its_line()
    {
        var (code, output, error) = await RunAsync("display version", "        ^\nError: Unrecognized command found at '^' position.\n");
        Assert.Equal((VrpParse.NotParsed, ""), (code, output));
        Assert.Contains("line 2", error, StringComparison.Ordinal);
        Assert.Contains("the router refused the command", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_names_the_closest_known_ones()
    {
        var (code, output, error) = await RunAsync("display cpu-usgae", "");
        Assert.Equal((VrpParse.UnknownCommand, ""), (code, output));
        Assert.Contains("\"display cpu-usage\"", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_beyond_ascii_stay_readable()
    {
        var (code, output, _) = await RunAsync("display interface", "GE0/1/0 current state : UP\nDescription: São Paulo <anel>\n");
        Assert.Equal(0, code);
        Assert.Contains("\"São Paulo <anel>\"", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string command, string text)
    {
        using var input = new StringReader(text);
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await VrpParse.RunAsync(command, input, output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
