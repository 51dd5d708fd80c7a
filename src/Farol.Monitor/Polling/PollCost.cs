namespace Farol.Monitor.Polling;

/// <summary>
/// Adds up how long the commands of one poll held a terminal. Waiting for the terminal while another family has it is not this
/// family's cost, so that one slow family does not stretch all.
/// </summary>
internal sealed class PollCost
{
    private static readonly AsyncLocal<PollCost?> _current = new();

    private long _ticks;

    public TimeSpan Total => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    /// <summary>Begins counting for the poll that runs in this flow of calls.</summary>
    public static PollCost Begin() => _current.Value = new PollCost();

    public static void Add(TimeSpan elapsed)
    {
        if (_current.Value is { } cost)
        {
            Interlocked.Add(ref cost._ticks, elapsed.Ticks);
        }
    }
}
