using System.Collections.Immutable;
using Farol.Devices.Vrp.Aaa;
using Farol.Devices.Vrp.IpPools;
using Farol.Devices.Vrp.Pppoe;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>The commands about subscribers: sessions, domains, pools, PPPoE, AAA.</summary>
internal static class SubscriberCommands
{
    public static ImmutableArray<VrpCommand> All { get; } = [.. Sessions(), .. Settings(), .. PppoeCommands.All, .. AaaCommands.All, .. IpPoolCommands.All];

    private static VrpCommand[] Sessions() =>
    [
        new(OnlineTotalsParser.Command, text => OnlineTotalsParser.Parse(text)),
        new(VlanOnlineParser.Command, text => VlanOnlineParser.Parse(text)),
        new(VlanOnlineParser.SummaryCommand, text => VlanOnlineParser.Parse(text, VlanOnlineParser.SummaryCommand)),
        new(AccessCapacityParser.Command, text => AccessCapacityParser.Parse(text)),
        new(FramedRoutesParser.Command, text => FramedRoutesParser.Parse(text)),
        new(MaxOnlineUsersParser.Command, text => MaxOnlineUsersParser.Parse(text)),
        new(AccessUserParser.Command, text => AccessUserParser.Parse(text)),
    ];

    private static VrpCommand[] Settings() =>
    [
        VrpCommand.WithFilters(DomainListParser.Command, (text, isFiltered) => DomainListParser.Parse(text, isFiltered)),
        new(DomainDetailsParser.Command, text => DomainDetailsParser.Parse(text)),
        new(BasInterfaceListParser.Command, text => BasInterfaceListParser.Parse(text)),
        new(BasInterfaceDetailsParser.Command, text => BasInterfaceDetailsParser.Parse(text)),
    ];
}
