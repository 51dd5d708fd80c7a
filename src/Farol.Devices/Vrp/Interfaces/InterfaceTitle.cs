using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>The line that starts an interface: "GigabitEthernet1/1/2 current state : DOWN(transceiver offline) (ifindex: 35)".</summary>
internal readonly ref struct InterfaceTitle
{
    private const string CurrentState = "current state";

    private InterfaceTitle(ReadOnlySpan<char> name, PortState state, long? ifIndex)
    {
        Name = name;
        State = state;
        IfIndex = ifIndex;
    }

    public ReadOnlySpan<char> Name { get; }

    public PortState State { get; }

    public long? IfIndex { get; }

    /// <summary>False for any other line; the protocol's state ("Line protocol current state") is another.</summary>
    public static bool TryRead(ReadOnlySpan<char> line, out InterfaceTitle title)
    {
        title = default;
        var name = line.FirstWord();
        var rest = line[name.Length..].TrimStartBlanks();
        if (!rest.Begins(CurrentState) || name.EndsWith(':'))
        {
            return false;
        }

        rest = rest[CurrentState.Length..].TrimStartBlanks();
        if (rest.IsEmpty || rest[0] != ':' || !StateText.TryRead(rest[1..], out var state))
        {
            return false;
        }

        title = new InterfaceTitle(name, state, StateText.IfIndex(rest));
        return true;
    }
}
