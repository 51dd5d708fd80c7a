namespace Farol.Monitor.History;

/// <summary>Which stretch of which series, in what steps.</summary>
public sealed record HistoryQuery(string RouterId, string Series, DateTimeOffset From, DateTimeOffset To, TimeSpan Step)
{
    /// <summary>A wide wall has 4 000 pixels; more points than that cannot be seen.</summary>
    public const int MaxPoints = 5_000;

    public int Points => (int)Math.Ceiling((To - From) / Step);
}
