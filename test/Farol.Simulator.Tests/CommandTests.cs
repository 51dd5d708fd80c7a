using Farol.Devices.Vrp.Subscribers;

namespace Farol.Simulator.Tests;

/// <summary>What commands answer, over a real terminal.</summary>
public sealed class CommandTests(OpenTerminal open) : IClassFixture<OpenTerminal>
{
    private readonly SimulatedRouter _router = open.Router;
    private readonly TelnetTerminal _terminal = open.Terminal;

    [Theory]
    [InlineData("display version", "NetEngine 8000 X8 version information:")]
    [InlineData("display cpu-usage", "CPU Usage Details")]
    [InlineData("display cpu-usage slot 1", "System cpu use rate is : ")]
    [InlineData("display memory-usage", "System Total Memory Is: 15766020 Kbytes")]
    [InlineData("display memory-usage slave", "ProcessId  ProcessName")]
    [InlineData("display health", "MPU(Master)")]
    [InlineData("display health verbose", "cpu2 ")]
    [InlineData("display device", "  9      MPU  Present    Registered   Normal     MMB    0      Master")]
    [InlineData("display device pic-status", "ETH_6x10GF_CARD")]
    [InlineData("display temperature", "  Base-Board, Unit:C, Slot 10")]
    [InlineData("display temperature slot 1", "  Base-Board, Unit:C, Slot 1\n")]
    [InlineData("display power", "12 Yes     DC   Normal   ")]
    [InlineData("display fan", "  [3]")]
    [InlineData("display interface brief", "GigabitEthernet1/0/5(10G)   *down down")]
    [InlineData("display interface GigabitEthernet1/0/2", "Port BW: 10G, Transceiver max BW: 10G")]
    [InlineData("display interface gi 1/0/4", "GigabitEthernet1/0/4 current state : DOWN(transceiver offline)")]
    [InlineData("display interface Eth-Trunk11", "The Number of UP Ports in Trunk : 2")]
    [InlineData("display interface eth-t11.401", "Eth-Trunk11.401 current state : UP")]
    [InlineData("display interface", "LoopBack0 current state : UP")]
    [InlineData("display interface description", "GE1/0/2(10G)                  up      down     OLT-21 XGE 0/9/0")]
    [InlineData("display ip interface brief", "Eth-Trunk1                  10.255.0.2/30      up       up")]
    [InlineData("display interface phy-option GigabitEthernet1/0/2", "Rx Power:")]
    [InlineData("display optical-module brief", "ETH1/0/2    up     full")]
    [InlineData("display access-user", "  Domain-name                        Online-user")]
    [InlineData("display access-user online-total-number ipv4 domain isp.com.br", "  Total users  : ")]
    [InlineData("display access-user online-total-number slot 1", "  Dual users   : ")]
    [InlineData("display access-user online-total-number pevlan 401 brief", "  401/-   Eth-Trunk11.401")]
    [InlineData("display access-user normal pevlan summary", "  401 ")]
    [InlineData("display access-user domain isp.com.br", "  Normal users                       : ")]
    [InlineData("display access-user domain isp.com.br summary", "  Radius authentication              : ")]
    [InlineData("display access-user slot 1", "Slot                     : 1      Total  user : ")]
    [InlineData("display access-user slot 1 brief", "  UserID     Username")]
    [InlineData("display access-user interface Eth-Trunk11.401", "Eth-Trunk11.401")]
    [InlineData("display access-user username nobody", "Info: No online user!")]
    [InlineData("display access-user resource-usage", " Slot User Num(total, used):(128000,")]
    [InlineData("display max-onlineusers", "Max online users since startup             : ")]
    [InlineData("display max-onlineusers domain", "  empresas.isp.com.br ")]
    [InlineData("display pppoe statistics slot 1", " ACTIVE_SESSION      : ")]
    [InlineData("display pppoe statistics interface Eth-Trunk11.401", " RECV_PADI_PKT       : ")]
    [InlineData("display aaa online-fail-record brief", "  Total: ")]
    [InlineData("display aaa offline-record brief", "  Total: ")]
    [InlineData("display aaa abnormal-offline-record brief", "  Total: ")]
    [InlineData("display ip-pool pool-usage", "  Total Statistics     ")]
    [InlineData("display ip-pool pool-usage domain isp.com.br", "  isp.com.br ")]
    [InlineData("display domain", "  default_admin         Active         0       1045504       0       0         0")]
    [InlineData("display domain isp.com.br", "  Domain-name                     : isp.com.br")]
    [InlineData("display bas-interface", "   Eth-Trunk11.401          Layer2-subscriber       Updated        ")]
    [InlineData("display bas-interface Eth-Trunk11.401", "NAS-Port-Id                                  : slot=1;subslot=0;port=0;vlanid=401;vlanid2=--;")]
    [InlineData("display alarm active", "The interface status changes. (ifName=")]
    [InlineData("display alarm active verbose", "AlarmName : linkDown")]
    [InlineData("display bgp peer", " Established 1060666")]
    [InlineData("display clock", "Time Zone(BRT) : UTC-03:00")]
    [InlineData("display users", "+ 34  VTY 0   00:00:00  TEL    127.0.0.1                 pass           yes")]
    [InlineData("display license", " License state     : Normal")]
    [InlineData("display license resource usage", "LNE8QS0100")]
    [InlineData("display license esn", "ESN: ")]
    [InlineData("display esn", "ESN: ")]
    [InlineData("display patch-information", "Patch Package State   :Running")]
    public async Task Answers(string command, string part)
    {
        var output = await Run(command);

        Assert.Contains(part, output, StringComparison.Ordinal);
        Assert.DoesNotContain("Error:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Totals_agree_whoever_counts()
    {
        var total = _router.Snapshot().OnlineTotal;
        var sum = _router.Snapshot().ByDomain.Values.Sum();
        var listed = 0;
        foreach (var slot in new[] { 1, 2 })
        {
            listed += (await Run($"display access-user slot {slot} brief | include PPPoE|IPOE | count")).Split("Total lines: ")[1].Split('.')[0] is var count
                ? int.Parse(count)
                : 0;
        }

        Assert.Equal(total, sum);
        Assert.InRange(listed, total - 2, total + 2);
    }

    [Fact]
    public async Task Domains_and_interfaces_hold_all_who_are_online()
    {
        var domains = DomainListParser.Parse(await Run("display domain"));
        var interfaces = BasInterfaceListParser.Parse(await Run("display bas-interface"));
        var truth = _router.Snapshot();

        Assert.Equal([.. truth.ByDomain.Keys.Order()], domains.Select(domain => domain.Domain).Where(truth.ByDomain.ContainsKey).Order());
        Assert.InRange(domains.Sum(domain => domain.Online), truth.OnlineTotal - 4, truth.OnlineTotal + 4);
        Assert.InRange(interfaces.Sum(found => found.Online), truth.OnlineTotal - 4, truth.OnlineTotal + 4);

        var one = interfaces.MaxBy(found => found.Online)!;
        var details = BasInterfaceDetailsParser.Parse(await Run($"display bas-interface {one.Interface}"));
        Assert.Equal(one.Interface, details.Interface);
        Assert.InRange(details.Online!.Value, one.Online - 4, one.Online + 4);
        Assert.Equal("isp.com.br", DomainDetailsParser.Parse(await Run("display domain isp.com.br")).Domain);
        Assert.Contains("Error: ", await Run("display domain nobody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_a_subscriber_by_login_address_and_mac()
    {
        var row = (await Run("display access-user slot 1 brief")).Split('\n').First(line => line.Contains("cliente", StringComparison.Ordinal) && !line.Contains("...", StringComparison.Ordinal));
        var words = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (id, login, mac) = (words[0], words[1], words[^1]);

        foreach (var question in new[] { $"mac-address {mac}", $"user-id {id}", $"username {login} verbose" })
        {
            await _terminal.TypeAsync($"display access-user {question}\r", TestContext.Current.CancellationToken);
            var detail = await _terminal.WaitAsync("[Y/N]:", TestContext.Current.CancellationToken);
            await _terminal.TypeAsync("n\r", TestContext.Current.CancellationToken);
            await _terminal.WaitAsync("<HUAWEI-BNG-01>", TestContext.Current.CancellationToken);
            Assert.Contains($"  User name                     : {login}\r\n", detail, StringComparison.Ordinal);
            Assert.Contains($"  User MAC                      : {mac}\r\n", detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_m8_shows_ipus_and_slot_0()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var compact = await SimulatedRouter.StartAsync(
            new SimulatedRouterOptions { SshPort = null, Subscribers = 50, Slots = 0 }, cancellationToken: cancellation);
        using var terminal = await TelnetTerminal.LoginAsync(compact, cancellation);

        Assert.Contains("IPU (Master) 9 : uptime is ", await terminal.RunAsync("display version | no-more", cancellation), StringComparison.Ordinal);
        Assert.Contains("9        IPU     Present", await terminal.RunAsync("display device", cancellation), StringComparison.Ordinal);
        Assert.Contains("Total  user : ", await terminal.RunAsync("display access-user slot 0", cancellation), StringComparison.Ordinal);
        Assert.Empty(compact.Snapshot().Mistakes);
    }

    private Task<string> Run(string command) => _terminal.RunAsync(command, TestContext.Current.CancellationToken);
}
