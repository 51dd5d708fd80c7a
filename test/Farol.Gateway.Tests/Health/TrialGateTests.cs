using Farol.Gateway.Health;

namespace Farol.Gateway.Tests.Health;

public sealed class TrialGateTests
{
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(60);
    private readonly TrialGate _gate = new();
    private long _now = 500_000_000;

    [Fact]
    public void It_lets_nobody_through_for_its_time_and_then_one()
    {
        Assert.Equal(_first, _gate.SetAside(_first, _most, _now));
        Advance(9.9);
        Assert.False(_gate.MightAdmit(1, _now));
        Assert.False(_gate.TryAdmit(1, _now));
        Advance(0.2);
        Assert.True(_gate.MightAdmit(1, _now));
        Assert.True(_gate.TryAdmit(1, _now));
        Assert.False(_gate.TryAdmit(1, _now));
        Assert.True(_gate.Succeed(1, _now));
        Assert.True(_gate.IsClosed);
        Assert.True(_gate.TryAdmit(1, _now));
    }

    [Fact]
    public void Each_failed_trial_doubles_the_time_up_to_the_most()
    {
        var lengths = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            lengths.Add(_gate.SetAside(_first, _most, _now).TotalSeconds);
            Advance(lengths[^1] + 0.01);
            Assert.True(_gate.TryAdmit(1, _now));
        }

        Assert.Equal([10, 20, 40, 60, 60], lengths);
    }

    [Fact]
    public void Good_service_is_remembered_step_by_step()
    {
        for (var i = 0; i < 3; i++)
        {
            Advance(_gate.SetAside(_first, _most, _now).TotalSeconds + 0.01);
            Assert.True(_gate.TryAdmit(1, _now));
        }

        Assert.True(_gate.Succeed(1, _now));
        Advance(41);

        // 40 s of good service forgive the third time; what follows counts as the third again.
        Assert.Equal(40, _gate.SetAside(_first, _most, _now).TotalSeconds);
        Advance(40.01);
        Assert.True(_gate.TryAdmit(1, _now));
        Assert.True(_gate.Succeed(1, _now));
        Advance(3_600);
        Assert.Equal(10, _gate.SetAside(_first, _most, _now).TotalSeconds);
    }

    [Fact]
    public void Setting_aside_what_is_aside_changes_nothing()
    {
        _gate.SetAside(_first, _most, _now);
        Assert.Equal(TimeSpan.Zero, _gate.SetAside(_first, _most, _now));
        Assert.Equal(1, _gate.Times);
    }

    [Fact]
    public void A_trial_that_says_nothing_gives_its_place_back()
    {
        _gate.SetAside(_first, _most, _now);
        Advance(10.1);
        Assert.True(_gate.TryAdmit(1, _now));
        _gate.Abandon();
        Assert.True(_gate.TryAdmit(1, _now));
    }

    [Fact]
    public void A_trial_that_is_never_reported_is_given_up()
    {
        _gate.SetAside(_first, _most, _now);
        Advance(10.1);
        Assert.True(_gate.TryAdmit(1, _now));
        Advance(29);
        Assert.False(_gate.TryAdmit(1, _now));
        Advance(2);
        Assert.True(_gate.TryAdmit(1, _now));
    }

    [Fact]
    public void Several_good_trials_may_be_needed()
    {
        _gate.SetAside(_first, _most, _now);
        Advance(10.1);
        Assert.True(_gate.TryAdmit(2, _now));
        Assert.True(_gate.TryAdmit(2, _now));
        Assert.False(_gate.TryAdmit(2, _now));
        Assert.False(_gate.Succeed(3, _now));
        Assert.True(_gate.TryAdmit(2, _now));
        Assert.False(_gate.Succeed(3, _now));
        Assert.True(_gate.Succeed(3, _now));
    }

    [Fact]
    public void Of_many_threads_one_gets_the_trial()
    {
        for (var round = 0; round < 200; round++)
        {
            var gate = new TrialGate();
            gate.SetAside(_first, _most, _now);
            var admitted = 0;
            Parallel.For(0, 8, _ =>
            {
                if (gate.TryAdmit(1, _now + 11_000_000))
                {
                    Interlocked.Increment(ref admitted);
                }
            });
            Assert.Equal(1, admitted);
        }
    }

    private void Advance(double seconds) => _now += (long)(seconds * 1_000_000);
}
