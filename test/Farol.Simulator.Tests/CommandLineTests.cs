namespace Farol.Simulator.Tests;

/// <summary>How the command line behaves: shortened words, errors, keys, pages, filters.</summary>
public sealed class CommandLineTests(OpenTerminal open) : IClassFixture<OpenTerminal>
{
    private const string Prompt = "<HUAWEI-BNG-01>";

    private readonly TelnetTerminal _terminal = open.Terminal;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("display nonsense", 8, "Error: Unrecognized command found at '^' position.")]
    [InlineData("dis", 4, "Error: Incomplete command found at '^' position.")]
    [InlineData("display i brief", 8, "Error: Ambiguous command found at '^' position.")]
    [InlineData("display interface GigabitEthernet9/9/9", 18, "Error: Wrong parameter found at '^' position.")]
    [InlineData("display clock now", 14, "Error: Too many parameters found at '^' position.")]
    [InlineData("display clock | sort", 16, "Error: Wrong parameter found at '^' position.")]
    public async Task Marks_the_place_of_an_error(string line, int column, string error)
    {
        Assert.Equal($"{new string(' ', Prompt.Length + column)}^\n{error}\n", await Run(line));
    }

    [Theory]
    [InlineData("dis clo")]
    [InlineData("DISPLAY CLOCK")]
    [InlineData("display clx\bock")]
    [InlineData("rubbish\u0015display clock")]
    [InlineData("display\u001b[A clock\u001b[3~")]
    [InlineData("disp\tclo\t")]
    public async Task Takes_shortened_and_edited_lines(string keys)
    {
        Assert.Contains("Time Zone(BRT)", await Run(keys), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Helps_at_any_place_and_keeps_the_line()
    {
        await _terminal.TypeAsync("display cl?", Cancellation);
        var help = await _terminal.WaitAsync("<HUAWEI-BNG-01>display cl", Cancellation);
        await _terminal.TypeAsync("ock\r", Cancellation);
        var output = await _terminal.WaitAsync("\n" + Prompt, Cancellation);

        Assert.Contains("?\r\n  clock\r\n", help, StringComparison.Ordinal);
        Assert.Contains("Time Zone(BRT)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_after_a_blank_lists_what_may_follow()
    {
        await _terminal.TypeAsync("display alarm active ?", Cancellation);
        var help = await _terminal.WaitAsync("<HUAWEI-BNG-01>display alarm active ", Cancellation);
        await _terminal.TypeAsync("\u0003", Cancellation);
        await _terminal.WaitAsync("^C\r\n" + Prompt, Cancellation);

        Assert.Contains("  verbose\r\n  <cr>\r\n", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_lines()
    {
        const string Info = "Info: It will take a long time if the content you search is too much or the string you input is too long, you can press CTRL_C to break.\n";

        Assert.StartsWith(Info + "GigabitEthernet1/0/5", await Run("display interface brief | include GigabitEthernet1/0/5"), StringComparison.Ordinal);
        Assert.Equal(Info + "Total lines: 1.\n", await Run("display interface brief | include ^loopback | ignore-case | count"));
        Assert.Equal(Info + "Virtual-Template1           up    up(s)        0%     0%          0          0\n", await Run("dis int brief | b Virtual"));
        Assert.DoesNotContain("Eth-Trunk", await Run("display interface brief | exclude Eth|NULL"), StringComparison.Ordinal);
        Assert.Contains("Total lines: 2.", await Run("display interface brief | include GigabitEthernet1/0/0\\(10G\\) | count"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_mark_in_a_pattern_cannot_be_typed()
    {
        await _terminal.TypeAsync("display clock | include a?", Cancellation);
        await _terminal.WaitAsync("?\r\n" + Prompt + "display clock | include a", Cancellation);
        await _terminal.TypeAsync("\u0003", Cancellation);
        await _terminal.WaitAsync(Prompt, Cancellation);
    }

    [Fact]
    public async Task Pages_until_told_otherwise()
    {
        const string More = "  ---- More ----";
        var erase = $"\u001b[42D{new string(' ', 42)}\u001b[42D";
        await Run("screen-length 24 temporary");
        await _terminal.TypeAsync("display interface brief\r", Cancellation);
        var first = await _terminal.WaitAsync(More, Cancellation);
        await _terminal.TypeAsync("\r", Cancellation);
        var line = await _terminal.WaitAsync(More, Cancellation);
        await _terminal.TypeAsync(" ", Cancellation);
        var page = await _terminal.WaitAsync(More, Cancellation);
        await _terminal.TypeAsync("q", Cancellation);
        await _terminal.WaitAsync(erase + Prompt, Cancellation);
        var unpaged = await Run("display interface brief | no-more");
        await Run("screen-length 0 temporary");

        Assert.Equal(24, first.Count(letter => letter == '\n') - 1);
        Assert.Equal(1, line.Count(letter => letter == '\n'));
        Assert.StartsWith(erase, line, StringComparison.Ordinal);
        Assert.Equal(24, page.Count(letter => letter == '\n'));
        Assert.DoesNotContain(More, unpaged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timestamps_stand_before_outputs()
    {
        await Run("terminal command timestamp");
        var output = await Run("display esn");
        await Run("undo terminal command timestamp");

        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} -03:00\nESN: ", output);
    }

    [Fact]
    public async Task The_longest_command_is_bounded()
    {
        Assert.Contains("Error:", await Run("display " + new string('x', 5_000)), StringComparison.Ordinal);
        Assert.Contains("ESN: ", await Run("display esn"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writing_files_and_following_are_not_there()
    {
        Assert.Contains("Error:", await Run("display clock > file.txt"), StringComparison.Ordinal);
        Assert.Contains("Error:", await Run("display clock | refresh"), StringComparison.Ordinal);
    }

    private Task<string> Run(string command) => _terminal.RunAsync(command, Cancellation);
}
