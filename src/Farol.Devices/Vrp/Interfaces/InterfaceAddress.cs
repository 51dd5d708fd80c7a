using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>The address in what stands behind "Internet Address is".</summary>
internal static class InterfaceAddress
{
    /// <summary>
    /// "10.1.1.1/24 Primary", "negotiated, 192.0.2.1/32", "allocated by DHCP, 192.0.2.1/24", "unnumbered, using address of LoopBack1(1.1.1.9/32)";
    /// empty where there is none.
    /// </summary>
    public static ReadOnlySpan<char> Find(ReadOnlySpan<char> text)
    {
        var open = text.IndexOf('(');
        var tokens = new TokenReader(open >= 0 ? text[(open + 1)..].TrimEnd(')') : text);
        while (tokens.TryFirst(out var word))
        {
            if (word.Contains('/') && char.IsAsciiDigit(word[0]))
            {
                return word.TrimEnd("),");
            }
        }

        return default;
    }
}
