using System.Collections.Immutable;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>The commands about subscribers: sessions, domains, pools, PPPoE, AAA.</summary>
internal static class SubscriberCommands
{
    public static ImmutableArray<VrpCommand> All { get; } = [];
}
