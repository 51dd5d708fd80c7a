namespace Farol.Gateway.Affinity;

/// <summary>Reads a Cookie field as RFC 6265 (4.2.1) writes it.</summary>
internal static class CookieField
{
    /// <summary>The value of the first cookie of that name, without the quotes that some clients put around it.</summary>
    public static bool TryFind(ReadOnlySpan<byte> field, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        while (!field.IsEmpty)
        {
            var end = field.IndexOf((byte)';');
            var pair = (end < 0 ? field : field[..end]).Trim(" \t"u8);
            if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name))
            {
                value = pair[(name.Length + 1)..];
                value = value is [(byte)'"', .. var quoted, (byte)'"'] ? quoted : value;
                return true;
            }

            field = end < 0 ? default : field[(end + 1)..];
        }

        value = default;
        return false;
    }
}
