using System.Text;
using Farol.Configuration.Gateway;

namespace Farol.Gateway.Balancing;

/// <summary>Labels of regions, from wide to narrow with <c>-</c> or <c>/</c> between: <c>sa-br-sp</c> is nearer to <c>sa-br-rj</c> than to <c>sa-ar</c>.</summary>
internal static class RegionLabels
{
    public static byte[][] Of(IEnumerable<BackendSection> backends) =>
        [.. backends.Select(b => b.Region).OfType<string>().Select(Normal).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];

    public static int IndexOf(byte[][] labels, string? region) =>
        region is null ? -1 : Array.FindIndex(labels, l => Encoding.UTF8.GetString(l) == Normal(region));

    /// <summary>How many leading segments two labels share.</summary>
    public static int Nearness(ReadOnlySpan<byte> label, ReadOnlySpan<byte> client)
    {
        var segments = 0;
        var i = 0;
        while (i < label.Length && i < client.Length && Same(label[i], client[i]))
        {
            segments += IsBreak(label[i]) ? 1 : 0;
            i++;
        }

        var endsTogether = (i == label.Length || IsBreak(label[i])) && (i == client.Length || IsBreak(client[i]));
        return endsTogether && i > 0 ? segments + 1 : segments;
    }

    private static string Normal(string region) => region.ToLowerInvariant();

    private static bool IsBreak(byte b) => b is (byte)'-' or (byte)'/';

    private static bool Same(byte a, byte b) => a == b || (IsBreak(a) && IsBreak(b)) || (a | 0x20) == (b | 0x20) && char.IsAsciiLetter((char)a);
}
