using System.Text;
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

    [Theory]
    [InlineData("utf-8")]
    [InlineData("iso-8859-1")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task A_file_is_read_in_the_encoding_it_was_saved_in(string encoding)
    {
        var code = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. encoding.StartsWith("utf-16", StringComparison.Ordinal) ? code.Preamble : [], .. code.GetBytes("GE0/1/0 current state : UP\r\nDescription: São Paulo\r\n")];
        using var input = new MemoryStream(bytes);
        var (_, output, error) = await RunAsync("display interface", input);
        Assert.Equal("", error);
        Assert.Contains("\"São Paulo\"", output, StringComparison.Ordinal);
    }

    /// <summary>A banner, the pager switched off, other commands before and after: the answer to the asked command is read, and its line numbers stay.</summary>
    [Fact]
    public async Task Of_a_whole_session_the_answer_to_the_command_is_read()
    {
        const string Session = """
            Info: The max number of VTY users is 20, and the number
                  of current VTY users on line is 6.
                  The current login time is 2023-09-09 19:08:17-04:00.
            <BNG-01>screen-length 0 temporary
            Info: The configuration takes effect on the current user terminal interface only.
            <BNG-01>display clock
            2023-09-09 19:08:17-04:00
            Saturday
            Time Zone(BRT) : UTC-04:00
            <BNG-01>dis max-online
            Max online users since startup : 100
            <BNG-01>quit
            """;
        var (code, output, error) = await RunAsync("display max-onlineusers", Session);
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        Assert.Equal(100, json.RootElement.GetProperty("max_online").GetInt32());
        (code, output, _) = await RunAsync("display clock", Session);
        Assert.Equal(0, code);
        Assert.Contains("\"Saturday\"", output, StringComparison.Ordinal);
        (_, _, error) = await RunAsync("display max-onlineusers", Session.Replace("Max online users", "Something", StringComparison.Ordinal));
        Assert.Contains("line 11", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("display interface GE0/1/0", "GE0/1/0")]
    [InlineData("display  interface ge0/1/1", "GE0/1/1")]
    [InlineData("display interface", "GE0/1/2")]
    public async Task Of_several_answers_the_one_to_the_same_arguments_is_read(string command, string name)
    {
        const string Session = """
            <R>dis int GE0/1/1
            GE0/1/1 current state : DOWN
            <R>display interface GE0/1/0
            GE0/1/0 current state : UP
            <R>display interface GE0/1/1
            GE0/1/1 current state : UP
            <R>d int GE0/1/2
            GE0/1/2 current state : UP
            <R>
            """;
        var (code, output, error) = await RunAsync(command, Session);
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        var port = Assert.Single(json.RootElement.GetProperty("interfaces").EnumerateArray());
        Assert.Equal((name, "up"), (port.GetProperty("name").GetString(), port.GetProperty("status").GetString()));
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(string command, string text) =>
        RunAsync(command, new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static async Task<(int Code, string Output, string Error)> RunAsync(string command, Stream input)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await VrpParse.RunAsync(command, input, output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
