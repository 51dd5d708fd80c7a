namespace Farol.Simulator.State;

/// <summary>An interface and its counters. Guarded by the router's gate.</summary>
internal sealed class SimulatedInterface(string name, InterfaceKind kind)
{
    /// <summary>Subscribers online on this sub-interface.</summary>
    public OnlineCount Online;

    public string Name { get; } = name;

    public InterfaceKind Kind { get; } = kind;

    public required int Index { get; init; }

    /// <summary>Line card; null for what has none (trunks, loopbacks).</summary>
    public int? Slot { get; init; }

    /// <summary>The trunk of a member port, the port or trunk of a sub-interface.</summary>
    public SimulatedInterface? Parent { get; set; }

    public List<SimulatedInterface> Members { get; } = [];

    public long SpeedBitsPerSecond { get; init; }

    public int Vlan { get; init; }

    public string? Address { get; init; }

    public ulong Mac { get; init; }

    public int Mtu { get; init; } = 1500;

    public bool HasTransceiver { get; init; } = true;

    public bool CarriesSubscribers { get; init; }

    public string Description { get; set; } = string.Empty;

    public bool IsShutDown { get; set; }

    public bool IsCablePulled { get; set; }

    public TrafficCounters Traffic { get; } = new();

    public PppoeCounters Pppoe { get; } = new();

    /// <summary>Downstream bits per second at the busiest hour of all who are online here.</summary>
    public double DownWeight { get; set; }

    public double UpWeight { get; set; }

    public DateTimeOffset? LastUp { get; set; }

    public DateTimeOffset? LastDown { get; set; }

    public bool IsUp => Kind switch
    {
        InterfaceKind.Port => !IsShutDown && !IsCablePulled && HasTransceiver && Parent is not { Kind: InterfaceKind.Trunk, IsShutDown: true },
        InterfaceKind.Trunk => !IsShutDown && Members.Any(member => member.IsUp),
        InterfaceKind.SubInterface => !IsShutDown && Parent!.IsUp,
        _ => true,
    };

    /// <summary>As listings write it: <c>(10G)</c> after ports and sub-interfaces of them, nothing after others.</summary>
    public string SpeedSuffix => (Kind is InterfaceKind.SubInterface ? Parent! : this) switch
    {
        { Kind: InterfaceKind.Port, SpeedBitsPerSecond: 10_000_000_000 } => "(10G)",
        _ => string.Empty,
    };

    public string Physical => IsShutDown ? "*down" : IsUp ? "up" : "down";

    /// <summary>Sub-interfaces of subscribers carry no IP themselves, so their line protocol follows the port; trunk members carry none.</summary>
    public string Protocol => Kind switch
    {
        InterfaceKind.LoopBack or InterfaceKind.Null or InterfaceKind.VirtualTemplate => "up(s)",
        InterfaceKind.Port when Parent is not null || Address is null => "down",
        InterfaceKind.Trunk when Address is null => "down",
        _ => IsUp ? "up" : "down",
    };
}
