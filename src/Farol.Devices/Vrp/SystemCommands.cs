using System.Collections.Immutable;

namespace Farol.Devices.Vrp;

/// <summary>The commands about the router itself: boards, load, interfaces, alarms, routing sessions.</summary>
internal static class SystemCommands
{
    /// <summary>Any command ended by "| count".</summary>
    public static VrpCommand LineCount { get; } = new("display … | count", LineCountParser.ParseObject);

    public static ImmutableArray<VrpCommand> All { get; } = [];
}
