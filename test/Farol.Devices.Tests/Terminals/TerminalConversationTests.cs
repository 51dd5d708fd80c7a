using Farol.Devices.Terminals;

namespace Farol.Devices.Tests.Terminals;

public sealed class TerminalConversationTests
{
    private static readonly TerminalSettings _settings = new()
    {
        Username = "admin",
        Password = "s3cret",
        SettleTime = TimeSpan.FromMilliseconds(20),
    };

    public static TheoryData<Delivery> Deliveries => [.. Enum.GetValues<Delivery>()];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Deliveries))]
    public async Task Telnet_login_goes_through_banners_and_questions(Delivery delivery)
    {
        var transcript = new TerminalTranscript();
        var settings = new TerminalSettings
        {
            Username = "admin",
            Password = "s3cret",
            SettleTime = TimeSpan.FromMilliseconds(20),
            Transcript = transcript,
        };
        var (conversation, terminal) = await OpenAsync("telnet-login", delivery, "telnet", settings);

        var output = await terminal.RunAsync("display clock", CommandBounds.Default, Stop);

        Assert.Null(conversation.Surprise);
        Assert.Equal("2020-02-02 17:02:34+08:00\nSunday\nTime Zone(BJ) : UTC+08:00\n", output.Text);
        Assert.Equal("<NE8000_M8.core-1@sp (x):1>", terminal.Prompt.Text);
        Assert.Equal(PagerState.Off, terminal.Pager);
        Assert.Contains("********", transcript.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", transcript.ToString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Deliveries))]
    public async Task A_second_question_for_the_user_means_refused_and_nothing_is_sent_again(Delivery delivery)
    {
        var conversation = Conversation.FromFile("telnet-refused");
        var shell = conversation.Start(delivery, "telnet", authenticated: false);

        var e = await Assert.ThrowsAsync<DeviceException>(() => Terminal.OpenAsync(shell, _settings, TimeProvider.System, Stop));

        Assert.Equal(DeviceFault.LoginRefused, e.Fault);
        Assert.Contains("Username or password error", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", e.Message, StringComparison.Ordinal);
        Assert.True(shell.IsDisposed);
        Assert.Null(conversation.Surprise);
        Assert.Equal(2, shell.Writes);
    }

    [Fact]
    public async Task A_full_router_is_told_apart_from_a_lost_connection()
    {
        var shell = Conversation.FromFile("telnet-busy").Start(Delivery.Whole, "telnet", authenticated: false);

        var e = await Assert.ThrowsAsync<DeviceException>(() => Terminal.OpenAsync(shell, _settings, TimeProvider.System, Stop));

        Assert.Equal(DeviceFault.TerminalsBusy, e.Fault);
    }

    [Theory, MemberData(nameof(Deliveries))]
    public async Task A_pager_that_stays_on_leaves_no_trace(Delivery delivery)
    {
        var (conversation, terminal) = await OpenAsync("pager", delivery);

        var output = await terminal.RunAsync("display access-user", CommandBounds.Default, Stop);

        Assert.Null(conversation.Surprise);
        Assert.Equal(PagerState.On, terminal.Pager);
        Assert.Equal("line 1\nline 2\nline 3\nline 4\nline 5\nline 6\nline 7\n  line 8 é Ã©\n  line 9 é\n", output.Text);
    }

    [Theory, MemberData(nameof(Deliveries))]
    public async Task Noise_before_around_and_in_an_output_is_stripped(Delivery delivery)
    {
        var (conversation, terminal) = await OpenAsync("noise", delivery);

        var output = await terminal.RunAsync("display interface brief | include GE", CommandBounds.Default, Stop);

        Assert.Null(conversation.Surprise);
        Assert.Equal("GE0/1/0  up   up\nGE0/1/1  down down\n", output.Text);
    }

    [Theory, MemberData(nameof(Deliveries))]
    public async Task A_description_like_the_prompt_does_not_end_the_output(Delivery delivery)
    {
        var (conversation, terminal) = await OpenAsync("false-prompt", delivery);

        var output = await terminal.RunAsync("display interface description", CommandBounds.Default, Stop);

        Assert.Null(conversation.Surprise);
        Assert.Equal("GE0/1/0 up up <H>\n<H>\n<H> to Sao Paulo\n[~H]\n<H>\nlast\n", output.Text);
    }

    public static TheoryData<string, Delivery> RawSessions()
    {
        var data = new TheoryData<string, Delivery>();
        foreach (var file in Directory.GetFiles(Testing.Support.RepositoryRoot.File("test", "Farol.Devices.Tests", "Samples", "Terminals", "raw")))
        {
            foreach (var delivery in Enum.GetValues<Delivery>())
            {
                data.Add(Path.GetFileName(file), delivery);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(RawSessions))]
    public async Task Captures_of_a_live_router_come_out_as_their_body(string file, Delivery delivery)
    {
        var capture = await File.ReadAllTextAsync(
            Testing.Support.RepositoryRoot.File("test", "Farol.Devices.Tests", "Samples", "Terminals", "raw", file), Stop);
        var lines = capture.TrimEnd().Replace("\r", "", StringComparison.Ordinal).Split('\n');
        var router = new FakeRouter { Name = "HW-BRAS", Delivery = delivery };
        router.Outputs[lines[0]] = string.Concat(lines[1..^1].Select(l => l + "\r\n"));
        await using var terminal = await Terminal.OpenAsync(await router.OpenAsync(Stop), _settings, TimeProvider.System, Stop);

        var output = await terminal.RunAsync(lines[0], CommandBounds.Default, Stop);

        Assert.Equal("<HW-BRAS>", lines[^1]);
        Assert.Equal(string.Concat(lines[1..^1].Select(l => l + "\n")), output.Text);
        Assert.Null(output.Error);
    }

    private static async Task<(Conversation Conversation, Terminal Terminal)> OpenAsync(
        string sample, Delivery delivery, string protocol = "ssh", TerminalSettings? settings = null)
    {
        var conversation = Conversation.FromFile(sample);
        var shell = conversation.Start(delivery, protocol, protocol == "ssh");
        try
        {
            return (conversation, await Terminal.OpenAsync(shell, settings ?? _settings, TimeProvider.System, Stop));
        }
        catch (DeviceException e)
        {
            throw new InvalidOperationException($"{e.Message}; sent unexpectedly: {conversation.Surprise}; waiting at: {conversation.Rest}", e);
        }
    }
}
