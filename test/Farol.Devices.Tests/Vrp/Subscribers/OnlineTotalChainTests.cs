using Farol.Devices.Terminals;
using Farol.Devices.Vrp.Subscribers;

namespace Farol.Devices.Tests.Vrp.Subscribers;

public sealed class OnlineTotalChainTests
{
    private const string Number = "display access-user online-total-number";
    private const string FilteredSummary = "display access-user | include users";
    private const string Summary = "display access-user";
    private const string FirstSlot = "display access-user slot 0 brief | include Total users";
    private const string Unrecognized = "Error: Unrecognized command found at '^' position.";

    private readonly Dictionary<string, Func<CommandOutput>> _answers = [];
    private readonly List<string> _asked = [];
    private readonly OnlineTotalChain _chain = new();

    [Fact]
    public async Task The_first_command_that_answers_is_remembered()
    {
        _answers[Number] = () => Refused();
        _answers[FilteredSummary] = () => Answered("Total users : 23540\nIPv4 users : 23000\nIPv6 users : 40\nDual-Stack users : 500");
        var first = await Read();
        var second = await Read();
        Assert.Equal(new OnlineTotals(23540, 23000, 40, 500), first.Totals);
        Assert.Equal(FilteredSummary, second.Command);
        Assert.Equal([Number, FilteredSummary, FilteredSummary], _asked);
    }

    [Fact]
    public async Task Diagnostics_show_each_command_with_its_outcome()
    {
        Assert.All(_chain.Candidates, candidate => Assert.Equal(OnlineTotalOutcome.NotTried, candidate.Outcome));
        _answers[Number] = () => Refused();
        _answers[FilteredSummary] = () => Answered("Normal users : 4");
        _answers[Summary] = () => Answered("Total users : 9");
        await Read();
        Assert.Equal(
            [OnlineTotalOutcome.Refused, OnlineTotalOutcome.NotUnderstood, OnlineTotalOutcome.Worked, OnlineTotalOutcome.NotTried, OnlineTotalOutcome.NotTried],
            _chain.Candidates.Select(candidate => candidate.Outcome));
        Assert.Equal(Unrecognized, _chain.Candidates[0].Detail);
        Assert.Equal(Summary, Assert.Single(_chain.Candidates, candidate => candidate.IsInUse).Command);
    }

    [Fact]
    public async Task When_the_remembered_command_begins_to_fail_the_chain_is_tried_again()
    {
        _answers[Number] = () => Answered("Total users : 10");
        await Read();
        _answers[Number] = () => Answered("something else");
        _answers[FilteredSummary] = () => Answered("Total users : 11");
        Assert.Equal((11, FilteredSummary), Result(await Read()));
        Assert.Equal((11, FilteredSummary), Result(await Read()));
        Assert.Equal([Number, Number, FilteredSummary, FilteredSummary], _asked);
    }

    [Fact]
    public async Task A_refusal_that_passes_does_not_take_the_command_out_of_use()
    {
        _answers[Number] = () => Answered("Total users : 10");
        await Read();
        _answers[Number] = () => Refused(CommandErrorKind.RouterTimedOut);
        _answers[FilteredSummary] = () => Answered("Total users : 11");
        Assert.Equal((11, FilteredSummary), Result(await Read()));
        _answers[Number] = () => Answered("Total users : 12");
        Assert.Equal((12, Number), Result(await Read()));
    }

    [Fact]
    public async Task A_connection_that_fails_changes_nothing()
    {
        _answers[Number] = () => Answered("Total users : 10");
        await Read();
        _answers[Number] = () => throw new DeviceException(DeviceFault.ConnectionLost, "closed");
        var lost = await Assert.ThrowsAsync<DeviceException>(Read);
        Assert.Equal(DeviceFault.ConnectionLost, lost.Fault);
        _answers[Number] = () => Answered("Total users : 12");
        Assert.Equal((12, Number), Result(await Read()));
        Assert.Equal([Number, Number, Number], _asked);
    }

    [Fact]
    public async Task A_listing_of_one_slot_says_that_it_is_not_the_whole_router()
    {
        _answers[FirstSlot] = () => Answered("Info: It will take a long time if the content you search is too much\n  Total users   : 184");
        var reading = await Read();
        Assert.Equal(184, reading.Totals.Total);
        Assert.False(reading.CountsWholeRouter);
        Assert.Null(reading.Totals.Ipv4);
    }

    [Fact]
    public async Task An_empty_first_slot_is_not_taken_for_an_empty_router()
    {
        _answers[FirstSlot] = () => Answered("Info: No online user!");
        var error = await Assert.ThrowsAsync<DeviceException>(Read);
        Assert.Equal(DeviceFault.CommandRefused, error.Fault);
        Assert.Contains("slot 0", error.Message, StringComparison.Ordinal);
        Assert.Contains(Unrecognized, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counted_lines_are_the_last_resort()
    {
        _answers[_chain.Candidates[^1].Command] = () => Answered("Total lines: 184.");
        var reading = await Read();
        Assert.Equal(184, reading.Totals.Total);
        Assert.EndsWith("| count", reading.Command, StringComparison.Ordinal);
        Assert.Equal(5, _asked.Count);
    }

    [Fact]
    public async Task An_empty_router_counts_zero()
    {
        _answers[Number] = () => Answered("Info: No online user!");
        Assert.Equal((0, Number), Result(await Read()));
    }

    [Fact]
    public async Task Forgetting_starts_from_the_best_command_again()
    {
        _answers[FilteredSummary] = () => Answered("Total users : 1");
        await Read();
        _answers[Number] = () => Answered("Total users : 2");
        _chain.Forget();
        Assert.Equal((2, Number), Result(await Read()));
    }

    [Fact]
    public async Task A_question_that_may_not_be_answered_is_a_refusal()
    {
        _answers[Number] = () => throw new DeviceException(DeviceFault.UnexpectedQuestion, "The router asked: Continue? [Y/N]");
        _answers[FilteredSummary] = () => Answered("Total users : 3");
        Assert.Equal((3, FilteredSummary), Result(await Read()));
    }

    private static (int?, string) Result(OnlineTotalReading reading) => (reading.Totals.Total, reading.Command);

    private static CommandOutput Answered(string text) => Output(text, null);

    private static CommandOutput Refused(CommandErrorKind kind = CommandErrorKind.Unrecognized) => Output("", new CommandError(kind, Unrecognized));

    private static CommandOutput Output(string text, CommandError? error) =>
        new(text, Truncated: false, TimeSpan.FromMilliseconds(1), text.Length, error, default!);

    private Task<OnlineTotalReading> Read() => _chain.ReadAsync(
        (command, _) =>
        {
            _asked.Add(command);
            return Task.FromResult(_answers.TryGetValue(command, out var answer) ? answer() : Refused());
        },
        TestContext.Current.CancellationToken);
}
