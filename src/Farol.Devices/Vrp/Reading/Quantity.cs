namespace Farol.Devices.Vrp.Reading;

/// <summary>Amounts with a unit behind them, brought to one unit. No unit, no amount: null.</summary>
internal static class Quantity
{
    private const long Kilo = 1024;

    /// <summary>"15766020 Kbytes", "1835072712 bytes", "6093MB", "2048M bytes", "512 K bytes": bytes of 1024. Masked digits ("**06MB") are null.</summary>
    public static long? Bytes(ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimBlanks();
        var digits = 0;
        while (digits < trimmed.Length && char.IsAsciiDigit(trimmed[digits]))
        {
            digits++;
        }

        var unit = trimmed[digits..].TrimBlanks();
        if (Number.Integer(trimmed[..digits]) is not { } amount || unit.IsEmpty)
        {
            return null;
        }

        long? factor = char.ToLowerInvariant(unit[0]) switch
        {
            'b' => 1,
            'k' => Kilo,
            'm' => Kilo * Kilo,
            'g' => Kilo * Kilo * Kilo,
            't' => Kilo * Kilo * Kilo * Kilo,
            _ => null,
        };
        return factor is null ? null : Multiply(amount, factor.Value);
    }

    /// <summary>"10G", "1000M", "100Mbps", "64000 bps", "2.5G": bits per second, thousands.</summary>
    public static long? BitsPerSecond(ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimBlanks();
        var digits = 0;
        while (digits < trimmed.Length && (char.IsAsciiDigit(trimmed[digits]) || trimmed[digits] == '.'))
        {
            digits++;
        }

        var unit = trimmed[digits..].TrimStartBlanks();
        if (Number.Decimal(trimmed[..digits]) is not { } amount || amount < 0)
        {
            return null;
        }

        double? factor = unit.IsEmpty ? null : char.ToLowerInvariant(unit[0]) switch
        {
            'b' => 1,
            'k' => 1e3,
            'm' => 1e6,
            'g' => 1e9,
            't' => 1e12,
            _ => null,
        };
        return factor is null ? null : amount * factor.Value >= long.MaxValue ? long.MaxValue : (long)Math.Round(amount * factor.Value);
    }

    private static long Multiply(long amount, long factor) => amount > long.MaxValue / factor ? long.MaxValue : amount * factor;
}
