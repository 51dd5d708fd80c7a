namespace Farol.Gateway.Metering;

/// <summary>Buckets of body sizes: powers of ten from 100 bytes, as the console's own metric has them.</summary>
internal static class SizeBuckets
{
    public const int Count = 7;

    private static readonly long[] _bounds = [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

    /// <summary>Upper bounds, included; the last bucket has none.</summary>
    public static ReadOnlySpan<long> Bounds => _bounds;

    public static int Of(long bytes)
    {
        var at = 0;
        while (at < _bounds.Length && bytes > _bounds[at])
        {
            at++;
        }

        return at;
    }
}
