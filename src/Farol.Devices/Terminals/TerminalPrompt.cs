namespace Farol.Devices.Terminals;

/// <summary>A prompt of the router, taken apart.</summary>
/// <param name="Text">As printed, such as <c>[~H-GigabitEthernet0/1/0]</c>.</param>
/// <param name="View">User view or a configuration view.</param>
/// <param name="ViewName">What follows the name in a configuration view ("aaa", "GigabitEthernet0/1/0"); empty in the system view.</param>
/// <param name="HasUncommittedChanges">True for <c>[*</c>, false for <c>[~</c>, null where the software knows no candidate.</param>
public sealed record TerminalPrompt(string Text, TerminalView View, string ViewName, bool? HasUncommittedChanges)
{
    public override string ToString() => Text;
}
