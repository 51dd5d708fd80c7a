using Farol.Devices.Sessions;
using Farol.Devices.Terminals;
using Testing.Support;

namespace Farol.Devices.Tests.Sessions;

public sealed class CircuitBreakerTests
{
    private static readonly RouterConnectionSettings _settings = new() { Terminal = new TerminalSettings() };

    private readonly ManualTime _time = new();

    [Fact]
    public void Waits_double_up_to_a_bound_and_a_random_part_is_added()
    {
        var breaker = Breaker();
        var waits = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            breaker.Failed(new DeviceException(DeviceFault.Unreachable, "no route"));
            waits.Add((breaker.NextTry!.Value - _time.GetUtcNow()).TotalSeconds);
        }

        double[] least = [2, 4, 8, 16, 32, 60, 60, 60, 60];
        Assert.All(waits.Zip(least), p => Assert.InRange(p.First, p.Second, p.Second * 1.5));
        Assert.True(waits[5..].Distinct().Count() > 1, "no random part");
    }

    [Fact]
    public void Before_the_next_try_is_due_the_last_failure_is_told()
    {
        var breaker = Breaker();
        breaker.Failed(new DeviceException(DeviceFault.Unreachable, "no route to 10.0.0.1"));

        var e = Assert.Throws<DeviceException>(breaker.Enter);

        Assert.Equal(DeviceFault.CircuitOpen, e.Fault);
        Assert.Contains("no route to 10.0.0.1", e.Message, StringComparison.Ordinal);
        Assert.Equal(CircuitState.Open, breaker.State);
        _time.Advance(TimeSpan.FromSeconds(3.1));
        Assert.Equal(CircuitState.HalfOpen, breaker.State);
        breaker.Enter();
        breaker.Opened();
        Assert.Equal(CircuitState.Closed, breaker.State);
    }

    [Fact]
    public void Being_let_in_and_thrown_out_goes_on_counting_as_failures()
    {
        var breaker = Breaker();
        for (var i = 0; i < 4; i++)
        {
            breaker.Opened();
            breaker.Failed(new DeviceException(DeviceFault.ConnectionLost, "closed"));
        }

        Assert.Equal(4, breaker.FailuresInARow);
        Assert.True(breaker.NextTry - _time.GetUtcNow() >= TimeSpan.FromSeconds(16));
        breaker.Opened();
        breaker.Worked();
        Assert.Equal(0, breaker.FailuresInARow);
    }

    [Theory]
    [InlineData(DeviceFault.LoginRefused)]
    [InlineData(DeviceFault.HostKeyChanged)]
    [InlineData(DeviceFault.AlgorithmMismatch)]
    [InlineData(DeviceFault.Settings)]
    public void What_a_person_must_mend_stops_all_tries_of_both_lanes(DeviceFault fault)
    {
        var breaker = Breaker();
        var twin = Breaker();
        breaker.Twin = twin;
        twin.Twin = breaker;

        breaker.Failed(new DeviceException(fault, "because"));
        _time.Advance(TimeSpan.FromDays(30));

        Assert.Equal(CircuitState.Stopped, breaker.State);
        Assert.Null(breaker.NextTry);
        Assert.Equal(fault, Assert.Throws<DeviceException>(breaker.Enter).Fault);
        Assert.Equal(fault, Assert.Throws<DeviceException>(twin.Enter).Fault);
        breaker.Reset();
        breaker.Enter();
    }

    [Fact]
    public void A_full_router_is_tried_slowly()
    {
        var breaker = Breaker();

        breaker.Failed(new DeviceException(DeviceFault.TerminalsBusy, "full"));

        Assert.InRange((breaker.NextTry!.Value - _time.GetUtcNow()).TotalSeconds, 30, 45);
    }

    private CircuitBreaker Breaker() => new(_settings, _time, new Random(1));
}
