namespace Farol.Simulator.Tests;

public sealed class OpenSshClientTests
{
    [Fact]
    public async Task Runs_commands_with_todays_algorithms()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var router = await SimulatedRouter.StartAsync(new SimulatedRouterOptions(), cancellationToken: cancellation);

        var (exit, output) = await ClientProcess.SshAsync(
            router,
            ["screen-length 0 temporary", "display version", "dis access-user online-total-number", "dis cpu", "display interface brief", "quit"],
            cancellation);

        Assert.True(exit == 0, output);
        Assert.Contains("VRP (R) software, Version 8.231 (NetEngine 8000 V800R023C10SPC500)\r\n", output, StringComparison.Ordinal);
        Assert.Contains($"  Total users  : {router.Snapshot().OnlineTotal}\r\n", output, StringComparison.Ordinal);
        Assert.Contains("System cpu use rate is : ", output, StringComparison.Ordinal);
        Assert.Contains("GigabitEthernet1/0/2(10G)   up ", output, StringComparison.Ordinal);
        Assert.Contains("<HUAWEI-BNG-01>display version\r\n", output, StringComparison.Ordinal);
    }
}
