namespace Farol.Telemetry.Metrics;

/// <summary>Adds to a double that several threads share, kept as its bits.</summary>
internal static class Atomic
{
    public static void Add(ref long bits, double value)
    {
        var seen = Interlocked.Read(ref bits);
        while (true)
        {
            var sum = BitConverter.DoubleToInt64Bits(BitConverter.Int64BitsToDouble(seen) + value);
            var found = Interlocked.CompareExchange(ref bits, sum, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }
}
