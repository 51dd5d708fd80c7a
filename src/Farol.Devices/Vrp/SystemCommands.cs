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
        new("display version", text => SystemVersionParser.Parse(text)),
        new("display cpu-usage", text => CpuUsageParser.Parse(text)),
        new("display memory-usage", text => MemoryUsageParser.Parse(text)),
        new("display health", text => HealthParser.Parse(text)),
        new("display device", DeviceStatusParser.ParseAny),
        new("display device pic-status", text => PicStatusParser.Parse(text)),
        new("display temperature", text => TemperatureParser.Parse(text)),
        new("display voltage", text => VoltageParser.Parse(text)),
        new("display power", text => PowerParser.Parse(text)),
        new("display fan", text => FansParser.Parse(text)),
        new("display clock", text => ClockParser.Parse(text)),
        new("display users", text => TerminalUsersParser.Parse(text)),
        new("display license", text => LicenseParser.Parse(text)),
        new("display license resource usage", text => LicenseUsageParser.Parse(text)),
        new("display patch-information", text => PatchInformationParser.Parse(text)),
        new("display esn", ["display esn", "display license esn"], text => SerialNumbersParser.Parse(text)),
        new(
            "display interface brief",
            ["display interface brief", "display interface ethernet brief", "display interface * brief"],
            text => InterfaceBriefParser.Parse(text)),
        new("display interface", text => InterfaceDetailParser.Parse(text)),
        new("display interface description", text => InterfaceDescriptionParser.Parse(text)),
        new("display interface phy-option", text => InterfacePhyOptionParser.Parse(text)),
        new("display ip interface brief", text => IpInterfaceBriefParser.Parse(text)),
        new("display optical-module brief", text => OpticalModulesParser.Parse(text)),
        new(
            "display alarm active",
            ["display alarm active", "display alarm history", "display alarm all", "display alarm hardware"],
            text => ActiveAlarmsParser.Parse(text)),
        new(
            "display bgp peer",
            ["display bgp peer", "display bgp * peer", "display bgp * * peer", "display bgp * * * peer", "display bgp * * * * peer"],
            text => BgpPeersParser.Parse(text)),
    ];
}
