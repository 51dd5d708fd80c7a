namespace Testing.Support;

/// <summary>What code allocates once it has warmed up.</summary>
public static class Allocations
{
    private const int MaxRounds = 8;

    /// <summary>
    /// Bytes that a round allocates in a steady state. What allocates does so in every round; what the runtime allocates on this thread on its own
    /// account (types loaded, methods compiled again) does not, so the round with the least of it counts.
    /// </summary>
    /// <param name="round">Some thousand calls of what is measured.</param>
    public static long Steady(Action round)
    {
        var least = long.MaxValue;
        for (var i = 0; i < MaxRounds && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
