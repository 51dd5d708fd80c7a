using Testing.Support;

namespace Farol.Simulator.Tests;

/// <summary>How the router lives: by the hour, through disconnections, links and reboots. The clock is the test's.</summary>
public sealed class StateTests
{
    /// <summary>21 h in Brasília.</summary>
    private static readonly DateTimeOffset _evening = new(2026, 3, 11, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _time = new(_evening);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_evening_is_full_and_the_small_hours_are_not()
    {
        await using var router = await Start(2_000);
        var evening = router.Snapshot();
        Pass(TimeSpan.FromHours(8));
        var morning = router.Snapshot();

        Assert.InRange(evening.OnlineTotal, 1_900, 2_000);
        Assert.InRange(morning.OnlineTotal, 1_200, 1_400);
        Assert.Equal(morning.OnlineTotal, morning.ByDomain.Values.Sum());
        Assert.Equal(morning.OnlineTotal, morning.BySlot.Values.Sum());
        Assert.Equal(morning.OnlineTotal, morning.ByVlan.Values.Sum());
        Assert.Equal(morning.OnlineTotal, morning.OnlineIpv4 + morning.OnlineIpv6 - morning.OnlineDualStack);
        Assert.True(morning.PeakOnline >= evening.OnlineTotal);
        Assert.True(morning.CpuPercent <= evening.CpuPercent, $"{morning.CpuPercent} in the morning, {evening.CpuPercent} in the evening");
    }

    [Fact]
    public async Task The_peak_since_start_is_an_evening_until_a_fuller_one_or_a_reboot()
    {
        _time.Advance(TimeSpan.FromHours(10));
        await using var router = await Start(2_000);
        var morning = router.Snapshot();
        await router.PlayAsync(new Scenario { Kind = ScenarioKind.Reboot, Seconds = 0 }, Cancellation);
        var rebooted = router.Snapshot();

        Assert.Equal(_evening, morning.PeakTime);
        Assert.InRange(morning.PeakOnline, 1_900, 2_000);
        Assert.True(morning.OnlineTotal < morning.PeakOnline);
        Assert.Equal(0, rebooted.PeakOnline);
    }

    [Fact]
    public async Task One_seed_makes_one_router()
    {
        await using var first = await Start(300);
        await using var second = await Start(300);
        await using var other = await Start(300, seed: 2);

        Assert.Equal(first.Snapshot().ByVlan, second.Snapshot().ByVlan);
        Assert.NotEqual(first.Snapshot().ByVlan, other.Snapshot().ByVlan);
    }

    [Fact]
    public async Task A_mass_disconnection_of_a_slot_comes_back_slowly()
    {
        await using var router = await Start(2_000);
        var before = router.Snapshot();
        await router.PlayAsync(new Scenario { Kind = ScenarioKind.MassDisconnect, Slot = 1, ReturnSeconds = 600 }, Cancellation);
        var after = router.Snapshot();
        Pass(TimeSpan.FromMinutes(5));
        var half = router.Snapshot();
        Pass(TimeSpan.FromMinutes(6));
        var back = router.Snapshot();

        Assert.Equal(0, after.BySlot[1]);
        Assert.Equal(before.BySlot[2], after.BySlot[2]);
        Assert.InRange(half.BySlot[1], before.BySlot[1] * 0.4, before.BySlot[1] * 0.6);
        Assert.InRange(half.BySlot[2], before.BySlot[2] * 0.95, before.BySlot[2] * 1.05);
        Assert.InRange(back.BySlot[1], before.BySlot[1] * 0.95, before.BySlot[1] * 1.05);
    }

    [Theory]
    [InlineData("isp.com.br", null)]
    [InlineData(null, 401)]
    public async Task A_mass_disconnection_strikes_what_it_names(string? domain, int? vlan)
    {
        await using var router = await Start(1_000);
        var before = router.Snapshot();
        await router.PlayAsync(new Scenario { Kind = ScenarioKind.MassDisconnect, Domain = domain, Vlan = vlan }, Cancellation);
        var after = router.Snapshot();

        var struck = domain is not null ? before.ByDomain[domain] : before.ByVlan[vlan!.Value];
        Assert.True(struck > 0);
        Assert.Equal(before.OnlineTotal - struck, after.OnlineTotal);
    }

    [Fact]
    public async Task A_pulled_cable_takes_its_subscribers_along_and_raises_an_alarm()
    {
        await using var router = await Start(1_000);
        var before = router.Snapshot();
        await router.PlayAsync(new Scenario { Kind = ScenarioKind.LinkDown, Interface = "GE1/0/2" }, Cancellation);
        var down = router.Snapshot();
        Pass(TimeSpan.FromMinutes(10));
        var later = router.Snapshot();
        await router.PlayAsync(new Scenario { Kind = ScenarioKind.LinkUp, Interface = "GE1/0/2" }, Cancellation);
        Pass(TimeSpan.FromMinutes(3));
        var up = router.Snapshot();

        var lost = new[] { 421, 422, 423 }.Sum(vlan => before.ByVlan[vlan]);
        Assert.True(lost > 0);
        Assert.Contains("GigabitEthernet1/0/2", down.InterfacesDown);
        Assert.Contains("GigabitEthernet1/0/2.421", down.InterfacesDown);
        Assert.Equal(before.OnlineTotal - lost, down.OnlineTotal);
        Assert.Equal(0, later.ByVlan[421] + later.ByVlan[422] + later.ByVlan[423]);
        Assert.DoesNotContain("GigabitEthernet1/0/2", up.InterfacesDown);
        Assert.InRange(new[] { 421, 422, 423 }.Sum(vlan => up.ByVlan[vlan]), lost * 0.9, lost * 1.1);
    }

    [Fact]
    public async Task One_member_down_leaves_the_trunk_up()
    {
        await using var router = await Start(500);
        var before = router.Snapshot().OnlineTotal;
        await router.PlayAsync(new Scenario { Kind = ScenarioKind.LinkDown, Interface = "GigabitEthernet1/0/0" }, Cancellation);

        Assert.Equal(before, router.Snapshot().OnlineTotal);
        Assert.DoesNotContain("Eth-Trunk11", router.Snapshot().InterfacesDown);
        await router.PlayAsync(new Scenario { Kind = ScenarioKind.LinkDown, Interface = "GigabitEthernet1/0/1" }, Cancellation);
        Assert.True(router.Snapshot().OnlineTotal < before);
        Assert.Contains("Eth-Trunk11", router.Snapshot().InterfacesDown);
    }

    [Fact]
    public async Task Traffic_counters_follow_the_subscribers_and_add_up()
    {
        await using var router = await Start(1_000);
        var state = router.Core.State;
        var before = Bytes(router);
        Pass(TimeSpan.FromMinutes(10));
        var after = Bytes(router);
        var uplink = state.Topology.Uplink.Traffic;
        var carriers = state.Topology.Carriers.Sum(carrier => carrier.Traffic.OutBitsPerSecond);

        Assert.All(after.Zip(before), pair => Assert.True(pair.First > pair.Second));
        Assert.InRange(uplink.InBitsPerSecond / carriers, 0.999, 1.001);
        await router.PlayAsync(new Scenario { Kind = ScenarioKind.ResetCounters }, Cancellation);
        Assert.All(Bytes(router), bytes => Assert.Equal(0, bytes));
    }

    [Fact]
    public async Task Records_accumulate_with_reasons()
    {
        await using var router = await Start(5_000);
        Pass(TimeSpan.FromHours(2));
        var population = router.Core.State.Population;

        Assert.True(population.Failures.NewestFirst().Length > 100);
        Assert.True(population.Departures.NewestFirst().Select(record => record.Reason).Distinct().Count() >= 3);
        Assert.All(population.Departures.NewestFirst(), record => Assert.True(record.OfflineTime >= record.LoginTime));
    }

    private static double[] Bytes(SimulatedRouter router) => [.. router.Core.State.Topology.Access.Select(access => access.Traffic.OutBytes)];

    private void Pass(TimeSpan time) => _time.Advance(time);

    private Task<SimulatedRouter> Start(int subscribers, int seed = 1) => SimulatedRouter.StartAsync(
        new SimulatedRouterOptions { SshPort = null, Subscribers = subscribers, Seed = seed }, _time, Cancellation);
}
