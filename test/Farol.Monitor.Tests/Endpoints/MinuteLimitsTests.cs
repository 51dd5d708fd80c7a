using System.Globalization;
using Farol.Monitor.Endpoints;
using Testing.Support;

namespace Farol.Monitor.Tests.Endpoints;

public sealed class MinuteLimitsTests
{
    private readonly ManualTime _time = new();
    private readonly MinuteLimits _limits;

    public MinuteLimitsTests() => _limits = new MinuteLimits(_time);

    [Fact]
    public void A_caller_gets_its_number_a_minute_and_is_told_how_long_to_wait()
    {
        Assert.Null(_limits.Take("data", "a", 2));
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(_limits.Take("data", "a", 2));
        Assert.Equal(TimeSpan.FromSeconds(40), _limits.Take("data", "a", 2));
        Assert.Null(_limits.Take("data", "b", 2));
        Assert.Null(_limits.Take("commands", "a", 2));
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(_limits.Take("data", "a", 2));
    }

    [Fact]
    public void Memory_is_bounded_and_those_whose_minute_runs_stay_when_others_are_over()
    {
        for (var i = 0; i < MinuteLimits.MaxCallers - 1; i++)
        {
            Assert.Null(_limits.Take("data", i.ToString(CultureInfo.InvariantCulture), 1));
        }

        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(_limits.Take("data", "here", 1));
        Assert.Null(_limits.Take("data", "new", 1));
        Assert.NotNull(_limits.Take("data", "here", 1));
    }
}
