namespace Farol.Monitor.Events;

/// <summary>A mass drop under way.</summary>
/// <param name="Since">The last moment at which the subscribers were still there.</param>
/// <param name="LowestAt">When the lowest total was first seen.</param>
public sealed record Drop(DateTimeOffset Since, DateTimeOffset LowestAt, long Before, long Lowest, long Latest)
{
    public long Lost => Before - Lowest;
}
