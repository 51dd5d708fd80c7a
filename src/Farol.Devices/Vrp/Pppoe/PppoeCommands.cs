using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Pppoe;

/// <summary>The commands about PPPoE discovery and PPP negotiation.</summary>
internal static class PppoeCommands
{
    public static ImmutableArray<VrpCommand> All { get; } =
    [
        new(PppoeStatisticsParser.Command, text => PppoeStatisticsParser.Parse(text)),
        new(PppoeOnlineFailuresParser.Command, text => PppoeOnlineFailuresParser.Parse(text)),
        new(PppStatisticsParser.Command, text => PppStatisticsParser.Parse(text)),
    ];
}
