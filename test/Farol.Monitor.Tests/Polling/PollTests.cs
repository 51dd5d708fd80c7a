using Farol.Devices;
using Farol.Monitor.Polling;
using Testing.Support;

namespace Farol.Monitor.Tests.Polling;

public sealed class PollTests
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(10);
    private readonly ManualTime _time = new();
    private readonly List<TaskCompletionSource<string>> _asked = [];
    private readonly Poll<string> _poll;

    public PollTests() => _poll = new Poll<string>("figures", _interval, TimeSpan.FromSeconds(1), _ => Ask(), _ => ValueTask.CompletedTask, _time);

    [Fact]
    public async Task Who_asks_while_a_poll_is_under_way_shares_it()
    {
        var first = _poll.RefreshAsync(TestContext.Current.CancellationToken);
        var second = _poll.RefreshAsync(TestContext.Current.CancellationToken);
        await AskedAsync(1);
        _asked[0].SetResult("42");
        Assert.Same(await first, await second);
        Assert.Single(_asked);
    }

    [Fact]
    public async Task One_who_gives_up_does_not_end_the_poll_of_the_others()
    {
        using var impatient = new CancellationTokenSource();
        var first = _poll.RefreshAsync(impatient.Token);
        var second = _poll.RefreshAsync(TestContext.Current.CancellationToken);
        await AskedAsync(1);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _asked[0].SetResult("42");
        Assert.Equal("42", (await second).Value);
    }

    [Fact]
    public async Task Within_its_time_to_live_a_reading_answers_without_a_poll()
    {
        await ReadAsync("1");
        _time.Advance(TimeSpan.FromSeconds(5));
        var answer = await _poll.GetAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.True(answer.IsCached);
        Assert.Single(_asked);
    }

    [Fact]
    public async Task When_a_fresh_reading_cannot_be_had_the_old_one_answers_stale_with_the_reason()
    {
        await ReadAsync("1");
        _time.Advance(TimeSpan.FromSeconds(20));
        var pending = _poll.GetAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await AskedAsync(2);
        _asked[1].SetException(new DeviceException(DeviceFault.Unreachable, "no route"));
        var answer = await pending;
        Assert.Equal(("1", true, "no route"), (answer.Reading.Value, answer.IsStale, answer.Reason));
        Assert.Equal(1, _poll.State.Errors);
    }

    [Fact]
    public async Task Without_any_reading_the_failure_is_the_answer()
    {
        var pending = _poll.GetAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await AskedAsync(1);
        _asked[0].SetException(new DeviceException(DeviceFault.LoginRefused, "no"));
        Assert.Equal(DeviceFault.LoginRefused, (await Assert.ThrowsAsync<DeviceException>(() => pending)).Fault);
    }

    [Fact]
    public async Task Polls_of_a_family_follow_each_other_and_never_overlap()
    {
        using var stop = new CancellationTokenSource();
        var running = _poll.RunAsync(stop.Token);
        _time.Advance(TimeSpan.FromSeconds(1));
        await AskedAsync(1);
        _time.Advance(TimeSpan.FromSeconds(25));
        Assert.Single(_asked);
        _asked[0].SetResult("slow");
        await AskedAsync(2);
        _asked[1].SetResult("quick");
        await Eventually.True(() => _poll.State.Runs == 2 && _time.PendingTimers == 1, "the poll waits for its interval");
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(2, _asked.Count);
        _time.Advance(TimeSpan.FromSeconds(2));
        await AskedAsync(3);
        await stop.CancelAsync();
        _asked[2].SetResult("last");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_family_that_holds_a_terminal_for_long_stretches_and_says_so()
    {
        var pending = _poll.RefreshAsync(TestContext.Current.CancellationToken);
        await AskedAsync(1);
        _asked[0].SetResult("cost");
        await pending;
        Assert.False(_poll.State.IsStretched);

        var slow = new Poll<string>("slow", _interval, TimeSpan.Zero, _ =>
        {
            PollCost.Add(TimeSpan.FromSeconds(6));
            return Task.FromResult("x");
        }, _ => ValueTask.CompletedTask, _time);
        await slow.RefreshAsync(TestContext.Current.CancellationToken);
        Assert.Equal((24, true), (slow.State.EffectiveIntervalSeconds, slow.State.IsStretched));
    }

    [Fact]
    public async Task Older_than_three_intervals_is_stale()
    {
        Assert.True(_poll.IsStale);
        await ReadAsync("1");
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.False(_poll.IsStale);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_poll.IsStale);
    }

    private async Task ReadAsync(string value)
    {
        var pending = _poll.RefreshAsync(TestContext.Current.CancellationToken);
        await AskedAsync(_asked.Count + 1);
        _asked[^1].SetResult(value);
        await pending;
    }

    private Task<string> Ask()
    {
        var asked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_asked)
        {
            _asked.Add(asked);
        }

        return asked.Task;
    }

    private Task AskedAsync(int times) => Eventually.True(() =>
    {
        lock (_asked)
        {
            return _asked.Count >= times;
        }
    }, $"the router is asked {times} times");
}
