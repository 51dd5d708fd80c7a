using Farol.Devices.Vrp.Pppoe;
using Farol.Devices.Vrp.Subscribers;

namespace Farol.Monitor.Pppoe;

/// <summary>What the router said of its subscribers as groups. A list that it does not know is empty, a counter null.</summary>
internal sealed record PppoeReading
{
    public required IReadOnlyList<DomainOnline> Domains { get; init; }

    public required IReadOnlyList<BasInterfaceSummary> Interfaces { get; init; }

    public required OnlineSummary? Summary { get; init; }

    public required MaxOnlineUsers? Maximum { get; init; }

    public required IReadOnlyList<AccessCapacity> Capacity { get; init; }

    public required IReadOnlyDictionary<string, int> Slots { get; init; }

    public required IReadOnlyDictionary<string, int> AccessTypes { get; init; }

    public required IReadOnlyList<PppoeStatistics> Discovery { get; init; }
}
