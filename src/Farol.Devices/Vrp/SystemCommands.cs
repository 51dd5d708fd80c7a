using System.Collections.Immutable;
using Farol.Devices.Vrp.Alarms;
using Farol.Devices.Vrp.Chassis;
using Farol.Devices.Vrp.Interfaces;
using Farol.Devices.Vrp.Routing;

namespace Farol.Devices.Vrp;

/// <summary>The commands about the router itself: boards, load, interfaces, alarms, routing sessions.</summary>
internal static class SystemCommands
{
    /// <summary>Any command ended by "| count".</summary>
    public static VrpCommand LineCount { get; } = new("display … | count", LineCountParser.ParseObject);

    public static ImmutableArray<VrpCommand> All { get; } =
    [
        VrpCommand.WithFilters("display version", (text, isFiltered) => SystemVersionParser.Parse(text, isFiltered)),
        VrpCommand.WithFilters("display cpu-usage", (text, isFiltered) => CpuUsageParser.Parse(text, isFiltered)),
        VrpCommand.WithFilters("display memory-usage", (text, isFiltered) => MemoryUsageParser.Parse(text, isFiltered)),
        VrpCommand.WithFilters("display health", (text, isFiltered) => HealthParser.Parse(text, isFiltered)),
        VrpCommand.WithFilters("display device", DeviceStatusParser.ParseAny),
        new("display device pic-status", text => PicStatusParser.Parse(text)),
        new("display temperature", text => TemperatureParser.Parse(text)),
        new("display voltage", text => VoltageParser.Parse(text)),
        new("display power", text => PowerParser.Parse(text)),
        new("display fan", text => FansParser.Parse(text)),
        new("display clock", text => ClockParser.Parse(text)),
        VrpCommand.WithFilters("display users", (text, isFiltered) => TerminalUsersParser.Parse(text, isFiltered)),
        new("display license", text => LicenseParser.Parse(text)),
        new("display license resource usage", text => LicenseUsageParser.Parse(text)),
        new("display patch-information", text => PatchInformationParser.Parse(text)),
        new("display esn", ["display esn", "display license esn"], text => SerialNumbersParser.Parse(text)),
        VrpCommand.WithFilters(
            "display interface brief",
            ["display interface brief", "display interface ethernet brief", "display interface * brief"],
            (text, isFiltered) => InterfaceBriefParser.Parse(text, isFiltered)),
        new("display interface", text => InterfaceDetailParser.Parse(text)),
        VrpCommand.WithFilters("display interface description", (text, isFiltered) => InterfaceDescriptionParser.Parse(text, isFiltered)),
        new("display interface phy-option", text => InterfacePhyOptionParser.Parse(text)),
        VrpCommand.WithFilters("display ip interface brief", (text, isFiltered) => IpInterfaceBriefParser.Parse(text, isFiltered)),
        VrpCommand.WithFilters("display optical-module brief", (text, isFiltered) => OpticalModulesParser.Parse(text, isFiltered)),
        new(
            "display alarm active",
            ["display alarm active", "display alarm history", "display alarm all", "display alarm hardware"],
            text => ActiveAlarmsParser.Parse(text)),
        VrpCommand.WithFilters(
            "display bgp peer",
            ["display bgp peer", "display bgp * peer", "display bgp * * peer", "display bgp * * * peer", "display bgp * * * * peer"],
            (text, isFiltered) => BgpPeersParser.Parse(text, isFiltered)),
    ];
}
