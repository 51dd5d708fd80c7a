using Farol.Devices.Terminals;

namespace Farol.Devices.Tests.Terminals;

public sealed class TerminalViewTests
{
    private static readonly TerminalSettings _settings = new() { SettleTime = TimeSpan.FromMilliseconds(10) };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Delivery.Whole)]
    [InlineData(Delivery.ByteByByte)]
    [InlineData(Delivery.ByteByByteLate)]
    public async Task A_change_goes_in_by_commit(Delivery delivery)
    {
        var router = new FakeRouter { Delivery = delivery };
        await using var terminal = await OpenAsync(router);

        await terminal.EnterSystemViewAsync(Stop);
        await terminal.EnterInterfaceViewAsync("GE0/1/0", Stop);
        Assert.Equal("[~NE8000-M8-GigabitEthernet0/1/0]", terminal.Prompt.Text);
        await terminal.RunAsync("shutdown", CommandBounds.Default, Stop);
        Assert.True(terminal.Prompt.HasUncommittedChanges);
        Assert.True(await terminal.CommitAsync(Stop));
        Assert.False(await terminal.ReturnToUserViewAsync(Stop));

        Assert.Equal("<NE8000-M8>", terminal.Prompt.Text);
        Assert.Equal(["GigabitEthernet0/1/0 shutdown"], router.Applied);
        Assert.Contains("undo terminal command forward matched upper-view", router.Commands);
    }

    [Fact]
    public async Task Single_stage_software_has_nothing_to_commit()
    {
        var router = new FakeRouter { IsVrp5 = true };
        await using var terminal = await OpenAsync(router);

        await terminal.EnterSystemViewAsync(Stop);
        await terminal.EnterInterfaceViewAsync("GigabitEthernet0/1/0", Stop);
        await terminal.RunAsync("shutdown", CommandBounds.Default, Stop);

        Assert.Null(terminal.Prompt.HasUncommittedChanges);
        Assert.False(await terminal.CommitAsync(Stop));
        Assert.False(await terminal.ReturnToUserViewAsync(Stop));
    }

    [Fact]
    public async Task Leaving_discards_what_was_not_committed_and_says_so()
    {
        var router = new FakeRouter();
        await using var terminal = await OpenAsync(router);
        await terminal.EnterSystemViewAsync(Stop);
        await terminal.EnterInterfaceViewAsync("GE0/1/0", Stop);
        await terminal.RunAsync("shutdown", CommandBounds.Default, Stop);

        Assert.True(await terminal.ReturnToUserViewAsync(Stop));

        Assert.Equal(["GigabitEthernet0/1/0 shutdown", "asked n"], router.Applied);
    }

    [Fact]
    public async Task A_candidate_can_be_cleared()
    {
        var router = new FakeRouter();
        await using var terminal = await OpenAsync(router);
        await terminal.EnterSystemViewAsync(Stop);
        await terminal.EnterInterfaceViewAsync("GE0/1/0", Stop);
        await terminal.RunAsync("shutdown", CommandBounds.Default, Stop);

        await terminal.ClearCandidateAsync(Stop);

        Assert.False(terminal.Prompt.HasUncommittedChanges);
        Assert.False(await terminal.ReturnToUserViewAsync(Stop));
    }

    [Fact]
    public async Task An_interface_that_is_not_there_is_refused()
    {
        await using var terminal = await OpenAsync(new FakeRouter());
        await terminal.EnterSystemViewAsync(Stop);

        var e = await Assert.ThrowsAsync<DeviceException>(() => terminal.EnterInterfaceViewAsync("GE0/1/9", Stop));

        Assert.Equal(DeviceFault.CommandRefused, e.Fault);
        Assert.Equal("[~NE8000-M8]", terminal.Prompt.Text);
    }

    [Theory]
    [InlineData("GigabitEthernet0/1/0", "GigabitEthernet0/1/0", true)]
    [InlineData("GE0/1/0", "GigabitEthernet0/1/0", true)]
    [InlineData("GigabitEthernet0/1/0", "GE0/1/0", true)]
    [InlineData("gi0/1/0.100", "GigabitEthernet0/1/0.100", true)]
    [InlineData("GigabitEthernet 0/1/0", "GigabitEthernet0/1/0", true)]
    [InlineData("GigabitEthernet0/1/0.1234", "GigabitEth...0/1/0.1234", true)]
    [InlineData("50|100GE0/1/0", "50|100GE0/1/0", true)]
    [InlineData("Eth-Trunk1.520", "Eth-Trunk1.520", true)]
    [InlineData("100GE0/1/0", "100GE0/1/1", false)]
    [InlineData("GE0/1/0", "GigabitEthernet0/1/01", false)]
    [InlineData("GE0/1/0", "GigabitEthernet10/1/0", false)]
    [InlineData("GE0/1/0", "Eth-Trunk0/1/0", false)]
    [InlineData("GE0/1/0", "", false)]
    [InlineData("GE0/1/0", "aaa", false)]
    [InlineData("GE0/1/0", "GigabitEth...0/1/10", false)]
    public void Interfaces_are_compared_by_number_and_kind(string asked, string shown, bool same) =>
        Assert.Equal(same, InterfaceName.IsSame(asked, shown));

    [Theory]
    [InlineData("GE0/1/0 | refresh")]
    [InlineData("aaa")]
    [InlineData("GE0/1/0\nshutdown")]
    [InlineData("range GE0/1/0 to GE0/1/4")]
    public async Task What_is_no_interface_is_not_sent(string name)
    {
        await using var terminal = await OpenAsync(new FakeRouter());
        await terminal.EnterSystemViewAsync(Stop);

        await Assert.ThrowsAsync<ArgumentException>(() => terminal.EnterInterfaceViewAsync(name, Stop));
    }

    private static async Task<Terminal> OpenAsync(FakeRouter router) =>
        await Terminal.OpenAsync(await router.OpenAsync(Stop), _settings, TimeProvider.System, Stop);
}
