using Farol.Memory;
using Testing.Support;

namespace Functional.Tests.Running.Memory;

public sealed class IdleMemoryTests
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(30);

    private readonly ManualTime _time = new();
    private TimeSpan _used;
    private int _rounds;
    private int _startRounds;

    [Fact]
    public void What_the_start_left_behind_is_given_back_half_a_second_after_its_work_is_done()
    {
        using var memory = Watch();
        StartUp();
        Assert.Equal(0, _rounds);
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal((1, 1), (_rounds, _startRounds));
    }

    [Fact]
    public void A_start_that_has_waited_in_between_is_cleared_up_after_once_more()
    {
        using var memory = Watch();
        StartUp();
        _time.Advance(_look);
        Assert.Equal(1, _rounds);
        Work(seconds: 1.2);
        Assert.Equal((2, 2), (_rounds, _startRounds));
        _time.Advance(TimeSpan.FromMinutes(5));
        Work(seconds: 1.2);
        Assert.Equal((3, 2), (_rounds, _startRounds));
    }

    [Fact]
    public void A_process_that_did_next_to_nothing_since_the_last_round_is_left_alone_until_work_has_gathered()
    {
        using var memory = Watch();
        StartUp();
        _time.Advance(_look);
        for (var look = 0; look < 20; look++)
        {
            Work(seconds: 0.02);
        }

        Assert.Equal(1, _rounds);
        Work(seconds: 0.2);
        Assert.Equal(2, _rounds);
    }

    [Fact]
    public void A_process_with_a_little_to_do_all_the_time_is_not_bothered_at_every_look()
    {
        using var memory = Watch();
        StartUp();
        _time.Advance(_look);
        for (var minute = 0; minute < 20; minute++)
        {
            Work(seconds: 1);
            Work(seconds: 1);
        }

        Assert.Equal(5, _rounds);
    }

    [Fact]
    public void Nothing_is_given_back_under_load_and_after_half_a_minute_of_it_looks_are_rare()
    {
        using var memory = Watch();
        for (var second = 0; second < 30; second++)
        {
            StartUp();
        }

        // Quiet, but for less than a look.
        _time.Advance(_look / 2);
        for (var look = 0; look < 10; look++)
        {
            Work(seconds: 20);
        }

        Assert.Equal(0, _rounds);
    }

    [Fact]
    public void Where_nothing_can_be_given_back_nobody_looks_any_more()
    {
        using var memory = new IdleMemory(() => _used, _ => false, _time);
        StartUp();
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(0, _time.PendingTimers);
    }

    [Fact]
    public void This_machine_can_give_back()
    {
        Assert.True(Farol.Memory.Native.Allocator.TryTrim());
    }

    private bool GiveBack(bool isStart)
    {
        _rounds++;
        _startRounds += isStart ? 1 : 0;
        return true;
    }

    private IdleMemory Watch() => new(() => _used, GiveBack, _time);

    /// <summary>A second of a start: a look in its middle and one at its end find it at work.</summary>
    private void StartUp()
    {
        for (var half = 0; half < 2; half++)
        {
            _used += TimeSpan.FromSeconds(0.4);
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }
    }

    /// <summary>So much work until the next look.</summary>
    private void Work(double seconds)
    {
        _used += TimeSpan.FromSeconds(seconds);
        _time.Advance(_look);
    }
}
