using Farol.Link;

namespace Farol.Control.Metrics;

/// <summary>Requests by latency over the last minute, forgotten five seconds at a time.</summary>
internal sealed class RecentLatencies
{
    private const int SecondsPerSlot = 5;
    private const int Slots = 13;
    private readonly long[] _slot = new long[Slots];
    private readonly int[][] _buckets = new int[Slots][];

    public void Add(long second, ReadOnlySpan<long> buckets)
    {
        var number = second / SecondsPerSlot;
        var place = (int)(number % Slots);
        var cells = _buckets[place] ??= new int[LatencyBounds.Buckets];
        if (_slot[place] != number)
        {
            Array.Clear(cells);
            _slot[place] = number;
        }

        for (var i = 0; i < Math.Min(cells.Length, buckets.Length); i++)
        {
            cells[i] += (int)buckets[i];
        }
    }

    /// <summary>The sum of the minute that ends with <paramref name="second"/>.</summary>
    public long[] Sum(long second)
    {
        var sum = new long[LatencyBounds.Buckets];
        var last = second / SecondsPerSlot;
        for (var place = 0; place < Slots; place++)
        {
            if (_buckets[place] is { } cells && _slot[place] > last - Slots && _slot[place] <= last)
            {
                for (var i = 0; i < sum.Length; i++)
                {
                    sum[i] += cells[i];
                }
            }
        }

        return sum;
    }
}
