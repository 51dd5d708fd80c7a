namespace Farol.Monitor.History;

/// <summary>
/// Samples of every series of every router. What was not measured is not there: gaps stay gaps, and nothing is ever filled in later.
/// </summary>
public interface IHistory
{
    /// <summary>Keeps samples taken together. Returns once they are in the hands of the store; a full store drops the oldest.</summary>
    Task AppendAsync(string routerId, DateTimeOffset at, IReadOnlyList<HistorySample> samples, CancellationToken cancellationToken);

    /// <summary>Every step of the query in order, empty ones too.</summary>
    Task<IReadOnlyList<HistoryPoint>> ReadAsync(HistoryQuery query, CancellationToken cancellationToken);

    /// <summary>The raw samples, oldest first.</summary>
    Task<IReadOnlyList<(DateTimeOffset At, double Value)>> ReadRawAsync(string routerId, string series, DateTimeOffset from, CancellationToken cancellationToken);

    /// <summary>Names of the series that a router has.</summary>
    Task<IReadOnlyList<string>> ListSeriesAsync(string routerId, CancellationToken cancellationToken);

    /// <summary>Removes what is older than the retention, and the oldest beyond the size limit.</summary>
    /// <returns>How many samples went.</returns>
    Task<long> PruneAsync(CancellationToken cancellationToken);
}
