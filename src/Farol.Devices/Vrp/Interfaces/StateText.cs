using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>The state in words of "display interface": "UP", "DOWN(transceiver offline)", "Administratively DOWN", "UP (spoofing)".</summary>
internal static class StateText
{
    private const string IfIndexKey = "ifindex";

    public static bool TryRead(ReadOnlySpan<char> text, out PortState state)
    {
        var rest = text.TrimBlanks();
        string? reason = null;
        if (rest.Begins("Administratively"))
        {
            reason = "administratively down";
            rest = rest["Administratively".Length..].TrimStartBlanks();
        }
        else if (rest.StartsWith('*'))
        {
            reason = "administratively down";
            rest = rest[1..];
        }

        var status = rest.Begins("UP") ? "up" : rest.Begins("DOWN") ? "down" : null;
        if (status is null)
        {
            state = default;
            return false;
        }

        state = new PortState(status, reason ?? Reason(rest[status.Length..]));
        return true;
    }

    /// <summary>The number in "(ifindex: 28)", or null.</summary>
    public static long? IfIndex(ReadOnlySpan<char> text) =>
        text.TryAfter(IfIndexKey, out var rest) ? Number.LeadingInteger(rest.TrimStart(" :")) : null;

    private static string? Reason(ReadOnlySpan<char> text)
    {
        var rest = text.TrimStartBlanks();
        if (!rest.StartsWith('(') || rest[1..].Begins(IfIndexKey))
        {
            return null;
        }

        var close = rest.IndexOf(')');
        return (close < 0 ? rest[1..] : rest[1..close]).OrNull();
    }
}
