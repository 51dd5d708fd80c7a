using Farol.Memory;
using Testing.Support;

namespace Functional.Tests.Running.Memory;

public sealed class IdleMemoryTests
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(30);

    private readonly ManualTime _time = new();
    private TimeSpan _used;
    private int _rounds;
    private int _firstRounds;

    [Fact]
    public void What_the_start_left_behind_is_given_back_at_the_first_look_with_little_to_do()
    {
        using var memory = Watch();
        Work(seconds: 3);
        Assert.Equal(0, _rounds);
        Work(seconds: 0.1);
        Assert.Equal((1, 1), (_rounds, _firstRounds));
    }

    [Fact]
    public void A_process_that_did_next_to_nothing_since_the_last_round_is_left_alone_until_work_has_gathered()
    {
        using var memory = Watch();
        Work(seconds: 1.2);
        Assert.Equal(1, _rounds);
        for (var look = 0; look < 20; look++)
        {
            Work(seconds: 0.02);
        }

        Assert.Equal(1, _rounds);
        Work(seconds: 0.2);
        Assert.Equal((2, 1), (_rounds, _firstRounds));
    }

    [Fact]
    public void A_process_with_a_little_to_do_all_the_time_is_not_bothered_at_every_look()
    {
        using var memory = Watch();
        for (var minute = 0; minute < 20; minute++)
        {
            Work(seconds: 1);
            Work(seconds: 1);
        }

        Assert.Equal(4, _rounds);
    }

    [Fact]
    public void Nothing_is_given_back_under_load()
    {
        using var memory = Watch();
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
        Work(seconds: 1.2);
        Assert.Equal(0, _time.PendingTimers);
    }

    [Fact]
    public void This_machine_can_give_back()
    {
        Assert.True(Farol.Memory.Native.Allocator.TryTrim());
    }

    private bool GiveBack(bool isFirst)
    {
        _rounds++;
        _firstRounds += isFirst ? 1 : 0;
        return true;
    }

    private IdleMemory Watch() => new(() => _used, GiveBack, _time);

    private void Work(double seconds)
    {
        _used += TimeSpan.FromSeconds(seconds);
        _time.Advance(_look);
    }
}
