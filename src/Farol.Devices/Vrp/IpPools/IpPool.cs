namespace Farol.Devices.Vrp.IpPools;

/// <summary>One address pool, from "display ip pool". What the form of the command does not print is null.</summary>
public sealed record IpPool
{
    public string Name { get; internal set; } = "";

    public int? Number { get; internal set; }

    /// <summary>"Local", "Remote", "Server", "Dynamic".</summary>
    public string? Position { get; internal set; }

    /// <summary>"Unlocked", "Locked".</summary>
    public string? Status { get; internal set; }

    public string? Gateway { get; internal set; }

    public string? Mask { get; internal set; }

    public string? VpnInstance { get; internal set; }

    public long? Total { get; internal set; }

    public long? Used { get; internal set; }

    public long? Free { get; internal set; }

    public long? Conflicted { get; internal set; }

    public long? Disabled { get; internal set; }

    /// <summary>Reserved for static bindings.</summary>
    public long? Designated { get; internal set; }

    public long? Isolated { get; internal set; }

    /// <summary>As the router cuts it to a whole number.</summary>
    public int? UsedPercent { get; internal set; }

    public IReadOnlyList<IpPoolSection> Sections { get; internal set; } = [];
}
