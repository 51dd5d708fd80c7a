using System.Diagnostics;
using Farol.Supervision;
using Testing.Support;

namespace Functional.Tests.Running.Supervision;

/// <summary>What is told of a child that ended, with processes that end at once.</summary>
public sealed class SupervisedChildTests
{
    [Theory]
    [InlineData("exit 0")]
    [InlineData("kill -TERM $$")]
    public async Task One_that_ended_with_the_whole_group_is_told_as_nothing(string script)
    {
        var time = new DoubtfulTime();
        using var stop = new CancellationTokenSource();
        var child = Child(script, time);

        var running = child.RunAsync(stop.Token);
        await time.InDoubt.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Null(await running);
        Assert.Equal((0, (string?)null), (child.State.Restarts, child.State.LastEnd));
    }

    [Theory]
    [InlineData("exit 0", "it ended by itself")]
    [InlineData("exit 3", "exit code 3")]
    public async Task One_that_ended_alone_is_told_and_started_again(string script, string end)
    {
        using var stop = new CancellationTokenSource();
        var child = Child(script, TimeProvider.System);

        var running = child.RunAsync(stop.Token);
        await Eventually.True(() => child.State.Restarts > 0, "its end is told");
        await stop.CancelAsync();

        Assert.Null(await running);
        Assert.Equal(end, child.State.LastEnd);
    }

    private static SupervisedChild Child(string script, TimeProvider time) => new(
        new ChildPlan { Name = "child", Arguments = [] },
        _ => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardInput = true })!,
        _ => { },
        time);

    /// <summary>The real clock, but for the doubt about an end: that lasts until all is stopped.</summary>
    private sealed class DoubtfulTime : TimeProvider
    {
        private readonly TaskCompletionSource _inDoubt = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task InDoubt => _inDoubt.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != TimeSpan.FromMilliseconds(300))
            {
                return System.CreateTimer(callback, state, dueTime, period);
            }

            _inDoubt.TrySetResult();
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }
    }
}
