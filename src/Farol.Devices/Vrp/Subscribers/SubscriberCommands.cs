using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>The commands about subscribers: sessions, domains, pools, PPPoE, AAA.</summary>
internal static class SubscriberCommands
{
    public static ImmutableArray<VrpCommand> All { get; } =
    [
        new(OnlineTotalsParser.Command, text => OnlineTotalsParser.Parse(text)),
        new(VlanOnlineParser.Command, text => VlanOnlineParser.Parse(text)),
        new("display access-user normal pevlan summary", text => VlanOnlineParser.Parse(text, "display access-user normal pevlan summary")),
        new(AccessCapacityParser.Command, text => AccessCapacityParser.Parse(text)),
        new(MaxOnlineUsersParser.Command, text => MaxOnlineUsersParser.Parse(text)),
    ];
}
