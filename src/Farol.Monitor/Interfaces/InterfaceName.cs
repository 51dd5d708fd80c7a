namespace Farol.Monitor.Interfaces;

/// <summary>One interface has several spellings: <c>GE0/1/0</c> in one table is <c>GigabitEthernet0/1/0</c> in another.</summary>
public static class InterfaceName
{
    private static readonly (string Short, string Long)[] _prefixes =
    [
        ("GE", "GigabitEthernet"),
        ("XGE", "XGigabitEthernet"),
        ("Eth", "Ethernet"),
        ("Loop", "LoopBack"),
        ("VE", "Virtual-Ethernet"),
        ("VT", "Virtual-Template"),
        ("Tun", "Tunnel"),
        ("Vlan", "Vlanif"),
    ];

    private static readonly string[] _logical =
        ["LoopBack", "NULL", "Vlanif", "Virtual-", "Tunnel", "Nve", "Vbdif", "InLoopBack", "Aux", "Console", "Mp-group", "LMPIF", "Global-", "Remote-"];

    /// <summary>The long spelling, speed suffixes as in <c>(10G)</c> taken off: the same for every spelling of one interface.</summary>
    public static string Canonical(string name)
    {
        var suffix = name.IndexOf('(', StringComparison.Ordinal);
        var bare = (suffix < 0 ? name : name[..suffix]).Trim();
        var digits = bare.AsSpan().IndexOfAnyInRange('0', '9');
        if (digits <= 0)
        {
            return bare;
        }

        var prefix = bare[..digits];
        var known = Array.Find(_prefixes, p => p.Short.Equals(prefix, StringComparison.OrdinalIgnoreCase));
        return known.Long is null ? bare : known.Long + bare[digits..];
    }

    /// <summary>True for <c>GigabitEthernet0/1/0.100</c>.</summary>
    public static bool IsSubInterface(string name) => name.Contains('.', StringComparison.Ordinal);

    /// <summary>A port or a trunk: what has counters of its own that are worth polling in full.</summary>
    public static bool IsPhysicalOrTrunk(string name) =>
        !IsSubInterface(name) && !_logical.Any(l => name.StartsWith(l, StringComparison.OrdinalIgnoreCase));

    public static bool IsTrunk(string name) => name.StartsWith("Eth-Trunk", StringComparison.OrdinalIgnoreCase);

    /// <summary>The slot in <c>GigabitEthernet1/0/3.100</c>; null for trunks and logical interfaces.</summary>
    public static string? Slot(string name)
    {
        if (!IsPhysicalOrTrunk(name.Split('.')[0]) || IsTrunk(name))
        {
            return null;
        }

        // "50|100GE0/1/0" and "100GE0/1/0": the digits before the letters are a speed.
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0)
        {
            return null;
        }

        var start = slash;
        while (start > 0 && char.IsAsciiDigit(name[start - 1]))
        {
            start--;
        }

        return start == slash ? null : name[start..slash];
    }
}
