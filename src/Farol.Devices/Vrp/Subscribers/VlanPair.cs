using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>"3150/100", "3150/-", "-/-", "3150" or "-": outer and inner VLAN.</summary>
internal static class VlanPair
{
    private const int MaxVlan = 4095;

    public static (int? Pe, int? Ce) Read(ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimBlanks();
        var slash = trimmed.IndexOf('/');
        return slash < 0 ? (One(trimmed), null) : (One(trimmed[..slash]), One(trimmed[(slash + 1)..]));
    }

    private static int? One(ReadOnlySpan<char> text) => Number.Small(text) is { } vlan and >= 0 and <= MaxVlan ? vlan : null;
}
