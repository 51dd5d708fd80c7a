using System.Diagnostics;
using Farol.Devices.Terminals;

namespace Farol.Devices.Tests.Terminals;

public sealed class TerminalRunTests
{
    private static readonly TerminalSettings _settings = new()
    {
        SettleTime = TimeSpan.FromMilliseconds(10),
        StopGrace = TimeSpan.FromSeconds(1.5),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("display version\ndisplay clock")]
    [InlineData("display version\r")]
    [InlineData("display \u0003version")]
    [InlineData("display \u009b version")]
    [InlineData(" ")]
    public async Task A_command_that_could_be_more_than_one_is_never_sent(string command)
    {
        var router = new FakeRouter();
        await using var terminal = await OpenAsync(router);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => terminal.RunAsync(command, CommandBounds.Default, Stop));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => terminal.RunAsync(new string('x', 3101), CommandBounds.Default, Stop));

        Assert.Equal(["screen-length 0 temporary"], router.Commands);
    }

    [Fact]
    public async Task A_short_command_costs_one_write()
    {
        var router = new FakeRouter();
        await using var terminal = await OpenAsync(router);
        var before = router.Shells[0].Writes;

        var output = await terminal.RunAsync("display version", CommandBounds.Default, Stop);

        Assert.Equal("Huawei Versatile Routing Platform Software\nVRP (R) software, Version 8.231\n", output.Text);
        Assert.Equal(1, router.Shells[0].Writes - before);
        Assert.False(output.Truncated);
    }

    [Theory]
    [InlineData("         ^\r\nError: Unrecognized command found at '^' position.\r\n", CommandErrorKind.Unrecognized)]
    [InlineData("         ^\r\nError:Too many parameters found at '^' position.\r\n", CommandErrorKind.TooManyParameters)]
    [InlineData("                  ^\r\nError: Incomplete command found at '^' position.\r\n", CommandErrorKind.Incomplete)]
    [InlineData("                  ^\r\nError: Wrong parameter found at '^' position.\r\n", CommandErrorKind.WrongParameter)]
    [InlineData("                  ^\r\n % Ambiguous command found at '^' position.\r\n", CommandErrorKind.Ambiguous)]
    [InlineData("Error: No permission to run the command.\r\n", CommandErrorKind.NoPermission)]
    [InlineData("Error: The configuration is locked by other user. [Session ID = 407]\r\n", CommandErrorKind.ConfigurationLocked)]
    [InlineData("Error: Request timed out\r\n", CommandErrorKind.RouterTimedOut)]
    [InlineData("Error: The interface does not exist.\r\n", CommandErrorKind.Other)]
    public async Task A_refusal_is_told_by_its_kind(string said, CommandErrorKind kind)
    {
        var router = new FakeRouter { Outputs = { ["display x"] = said } };
        await using var terminal = await OpenAsync(router);

        var output = await terminal.RunAsync("display x", CommandBounds.Default, Stop);

        Assert.Equal(kind, output.Error?.Kind);
        var e = Assert.Throws<DeviceException>(output.ThrowIfRefused);
        Assert.Equal(DeviceFault.CommandRefused, e.Fault);
        Assert.Contains(output.Error!.Text, e.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Noise on the prompt's own line: the router waits there and says no more, so it is asked for its prompt again. The noise stays in the output,
    /// and the terminal stays usable.
    /// </summary>
    [Theory]
    [InlineData("Error: No such thing.\r\n\u00e9\u00ff~{")]
    [InlineData("Error: No such thing.\r\n<NE\u00e9\u00ff0-M8>\u00b6<NE8")]
    public async Task A_prompt_behind_noise_is_asked_for_again(string said)
    {
        var router = new FakeRouter { Outputs = { ["display x"] = said } };
        await using var terminal = await OpenAsync(router);

        var output = await terminal.RunAsync("display x", CommandBounds.Default, Stop);

        Assert.StartsWith("Error: No such thing.\n", output.Text, StringComparison.Ordinal);
        Assert.True(terminal.IsUsable);
        output = await terminal.RunAsync("display version", CommandBounds.Default, Stop);
        Assert.Equal("Huawei Versatile Routing Platform Software\nVRP (R) software, Version 8.231\n", output.Text);
    }

    [Theory]
    [InlineData("Info: No online user!\r\n")]
    [InlineData("  Error: 0\r\n")]
    [InlineData("100% of it\r\n")]
    [InlineData("% of use: 12\r\n")]
    public async Task What_only_mentions_errors_is_none(string said)
    {
        var router = new FakeRouter { Outputs = { ["display x"] = said } };
        await using var terminal = await OpenAsync(router);

        Assert.Null((await terminal.RunAsync("display x", CommandBounds.Default, Stop)).Error);
    }

    [Fact]
    public async Task A_question_nobody_allowed_is_refused_and_reported()
    {
        var router = new FakeRouter();
        await using var terminal = await OpenAsync(router);

        var e = await Assert.ThrowsAsync<DeviceException>(() => terminal.RunAsync("reset saved-configuration", CommandBounds.Default, Stop));

        Assert.Equal(DeviceFault.UnexpectedQuestion, e.Fault);
        Assert.Contains("delete the saved configuration. Continue? [Y/N]:", e.Message, StringComparison.Ordinal);
        await AssertStillWorksAsync(terminal);
    }

    [Theory]
    [InlineData("Please input the file name:")]
    [InlineData("Enter password:")]
    [InlineData("Are you sure? [Y(yes)/N(no)/C(cancel)]:")]
    [InlineData("Reset the board (y/n)?")]
    public async Task Every_other_question_is_refused_too(string question)
    {
        var conversation = Conversation.FromText(Login + $"""
            we: do it\n
            router: do it\r\n{question}
            we: \x03
            router: \r\n<H>
            we: \n
            router: \r\n<H>
            we: display x\n
            router: display x\r\nfine\r\n<H>
            """);
        await using var terminal = await Terminal.OpenAsync(conversation.Start(Delivery.Whole), _settings, TimeProvider.System, Stop);

        var e = await Assert.ThrowsAsync<DeviceException>(() => terminal.RunAsync("do it", CommandBounds.Default, Stop));

        Assert.Contains(question, e.Message, StringComparison.Ordinal);
        Assert.Equal("fine\n", (await terminal.RunAsync("display x", CommandBounds.Default, Stop)).Text);
        Assert.Null(conversation.Surprise);
    }

    [Fact]
    public async Task A_question_deaf_to_the_break_key_is_answered_no_and_never_by_an_empty_line()
    {
        var conversation = Conversation.FromText(Login + """
            we: reboot\n
            router: reboot\r\nSystem will reboot! Continue? [Y/N]:
            we: \x03
            we: n\n
            router: n\r\n<H>
            we: \n
            router: \r\n<H>
            """);
        await using var terminal = await Terminal.OpenAsync(conversation.Start(Delivery.Whole), _settings, TimeProvider.System, Stop);

        await Assert.ThrowsAsync<DeviceException>(() => terminal.RunAsync("reboot", CommandBounds.Default, Stop));

        Assert.True(terminal.IsUsable);
        Assert.Null(conversation.Surprise);
        Assert.True(conversation.IsOver);
    }

    [Fact]
    public async Task Only_the_first_page_may_be_asked_for()
    {
        var conversation = Conversation.FromText(Login + """
            we: display access-user\n
            router: display access-user\r\nline 1\r\nAre you sure to display some information?[Y/N]:
            we: n\n
            router: n\r\n<H>
            """);
        await using var terminal = await Terminal.OpenAsync(conversation.Start(Delivery.Whole), _settings, TimeProvider.System, Stop);

        var output = await terminal.RunAsync("display access-user", new CommandBounds { FirstPageOnly = true }, Stop);

        Assert.Equal("line 1\n", output.Text);
        Assert.Null(conversation.Surprise);
    }

    [Fact]
    public async Task Too_long_an_output_is_stopped_and_marked()
    {
        var router = new FakeRouter { Outputs = { ["display long"] = string.Concat(Enumerable.Repeat("0123456789\r\n", 100_000)) } };
        await using var terminal = await OpenAsync(router);

        var output = await terminal.RunAsync("display long", new CommandBounds { MaxBytes = 50_000 }, Stop);

        Assert.True(output.Truncated);
        Assert.InRange(output.Text.Length, 30_000, 50_000);
        Assert.EndsWith("0123456789\n", output.Text, StringComparison.Ordinal);
        await AssertStillWorksAsync(terminal);
    }

    [Fact]
    public async Task A_hang_in_the_middle_is_a_timeout_and_the_terminal_goes_on()
    {
        var router = new FakeRouter();
        await using var terminal = await OpenAsync(router);
        var bounds = new CommandBounds { IdleTimeout = TimeSpan.FromMilliseconds(100) };

        var e = await Assert.ThrowsAsync<DeviceException>(() => terminal.RunAsync("hang", bounds, Stop));

        Assert.Equal(DeviceFault.Timeout, e.Fault);
        Assert.Contains("half a line", e.Message, StringComparison.Ordinal);
        await AssertStillWorksAsync(terminal);
    }

    [Fact]
    public async Task A_cancelled_command_leaves_a_usable_terminal()
    {
        var router = new FakeRouter();
        await using var terminal = await OpenAsync(router);
        using var cancel = new CancellationTokenSource();

        var run = terminal.RunAsync("hang", CommandBounds.Default, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await AssertStillWorksAsync(terminal);
    }

    [Fact]
    public async Task A_router_deaf_to_the_break_key_is_let_go()
    {
        var conversation = Conversation.FromText(Login + """
            we: display x\n
            router: display x\r\nsome
            we: \x03
            we: \n
            """);
        var shell = conversation.Start(Delivery.Whole);
        await using var terminal = await Terminal.OpenAsync(shell, _settings, TimeProvider.System, Stop);
        var bounds = new CommandBounds { Timeout = TimeSpan.FromMilliseconds(100) };

        var e = await Assert.ThrowsAsync<DeviceException>(() => terminal.RunAsync("display x", bounds, Stop));

        Assert.Equal(DeviceFault.Timeout, e.Fault);
        Assert.False(terminal.IsUsable);
        await Assert.ThrowsAsync<DeviceException>(() => terminal.RunAsync("display x", bounds, Stop));
    }

    [Fact]
    public async Task A_closed_terminal_is_a_lost_connection()
    {
        var router = new FakeRouter();
        await using var terminal = await OpenAsync(router);
        router.Shells[0].End();

        var e = await Assert.ThrowsAsync<DeviceException>(() => terminal.RunAsync("display version", CommandBounds.Default, Stop));

        Assert.Equal(DeviceFault.ConnectionLost, e.Fault);
        Assert.False(terminal.IsUsable);
    }

    [Fact]
    public async Task A_message_behind_the_prompt_does_not_hide_it()
    {
        var conversation = Conversation.FromText(Login + """
            we: display x\n
            router: display x\r\nfine\r\n<H>\r\nOct 11 2020 16:03:25.690.1+08:00 H %%01SHELL/5/CMDRECORD(l):someone did something.\r\n
            we: \n
            router: \r\n<H>
            """);
        await using var terminal = await Terminal.OpenAsync(conversation.Start(Delivery.Whole), _settings, TimeProvider.System, Stop);

        Assert.Equal("fine\n", (await terminal.RunAsync("display x", CommandBounds.Default, Stop)).Text);
        Assert.Null(conversation.Surprise);
    }

    [Theory]
    [InlineData(Delivery.Whole)]
    [InlineData(Delivery.ByteByByte)]
    public async Task Four_megabytes_stay_linear(Delivery delivery)
    {
        var router = new FakeRouter { Delivery = delivery };
        router.Outputs["display small"] = Listing(1);
        router.Outputs["display large"] = Listing(8);
        await using var terminal = await OpenAsync(router);
        var bounds = new CommandBounds { MaxBytes = 8 * 1024 * 1024 };
        await terminal.RunAsync("display small", bounds, Stop);

        var small = await TimeAsync("display small");
        var large = await TimeAsync("display large");
        large = large < small * 24 ? large : await TimeAsync("display large");

        // Eight times as much may cost eight times as long; squared it would be minutes. The second is for a machine with other work.
        Assert.True(large < (small * 24) + TimeSpan.FromSeconds(1), $"512 KB took {small}, 4 MB took {large}");

        async Task<TimeSpan> TimeAsync(string command)
        {
            var clock = Stopwatch.StartNew();
            var output = await terminal.RunAsync(command, bounds, Stop);
            Assert.False(output.Truncated);
            return clock.Elapsed;
        }

        static string Listing(int parts) => string.Concat(Enumerable.Repeat(
            "  20529      algar@algar.com.br      Eth-Trunk100.3150  100.81.17\r\n", parts * 8192));
    }

    [Fact]
    public async Task Hostile_bytes_cost_no_more_than_their_number()
    {
        var random = new Random(7);
        var bytes = new byte[2 * 1024 * 1024];
        random.NextBytes(bytes);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (bytes[i] % 5) switch { 0 => 8, 1 => (byte)' ', 2 => 13, 3 => 27, _ => (byte)'x' };
        }

        using var screen = new TerminalScreen();
        var clock = Stopwatch.StartNew();
        screen.Feed(bytes);

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        await Task.CompletedTask;
    }

    private const string Login = """
        router: \r\n<H>
        we: \n
        router: \r\n<H>
        we: screen-length 0 temporary\n
        router: screen-length 0 temporary\r\nInfo: ok\r\n<H>

        """;

    private static async Task<Terminal> OpenAsync(FakeRouter router) =>
        await Terminal.OpenAsync(await router.OpenAsync(Stop), _settings, TimeProvider.System, Stop);

    private static async Task AssertStillWorksAsync(Terminal terminal)
    {
        Assert.True(terminal.IsUsable);
        Assert.StartsWith("Huawei", (await terminal.RunAsync("display version", CommandBounds.Default, Stop)).Text, StringComparison.Ordinal);
    }
}
