namespace Farol.Simulator.State;

/// <summary>The interfaces and domains of a router, and who carries whom.</summary>
internal sealed class Topology
{
    /// <summary>Slots of the main boards, the master first.</summary>
    public static readonly IReadOnlyList<int> MainBoards = [9, 10];

    public required IReadOnlyList<SimulatedInterface> Interfaces { get; init; }

    public required IReadOnlyList<AccessDomain> Domains { get; init; }

    /// <summary>Sub-interfaces that subscribers come in on.</summary>
    public required IReadOnlyList<SimulatedInterface> Access { get; init; }

    /// <summary>Ports and trunks that carry the sub-interfaces in <see cref="Access"/>.</summary>
    public required IReadOnlyList<SimulatedInterface> Carriers { get; init; }

    public required SimulatedInterface Uplink { get; init; }

    /// <summary>Numbers of the slots with subscribers.</summary>
    public required IReadOnlyList<int> Slots { get; init; }

    /// <summary>An M8: cards of slot 0 instead of slots.</summary>
    public required bool IsCompact { get; init; }

    public string Model => IsCompact ? "NetEngine 8000 M8" : "NetEngine 8000 X8";

    /// <summary>Whether a main board or line card is in that slot.</summary>
    public bool HasBoard(int slot) => MainBoards.Contains(slot) || (!IsCompact && Slots.Contains(slot));

    public SimulatedInterface? Find(string name) =>
        Interfaces.FirstOrDefault(found => found.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
