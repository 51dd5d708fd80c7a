using Farol.Gateway.Http1;

namespace Farol.Gateway.Metering;

/// <summary>One series summed over loops. <see cref="MeterReport"/> fills it anew each time; whoever keeps it takes what it needs at once.</summary>
internal sealed class SeriesTotals(SeriesKey key)
{
    public SeriesKey Key => key;

    /// <summary>The reading that found it changed last: <see cref="GatewayFigures.Number"/> of then.</summary>
    public long ChangedAt { get; set; }

    /// <summary>Requests that ended.</summary>
    public long Requests { get; private set; }

    public long InFlight { get; private set; }

    public long BytesIn { get; private set; }

    public long BytesOut { get; private set; }

    public long Retries { get; private set; }

    public long Limited { get; private set; }

    public long Queued { get; private set; }

    public long Aborted { get; private set; }

    /// <summary>By <see cref="StatusCounts.ClassOf"/>.</summary>
    public long[] Classes { get; } = new long[StatusCounts.Classes];

    public Dictionary<(Method Method, int Status), long> Statuses { get; } = [];

    public long[] Sizes { get; } = new long[SizeBuckets.Count];

    public LatencySummary Latency { get; } = new();

    /// <summary>Answers of class 5xx.</summary>
    public long Errors => Classes[4];

    public void Clear()
    {
        Requests = InFlight = BytesIn = BytesOut = Retries = Limited = Queued = Aborted = 0;
        Array.Clear(Classes);
        Array.Clear(Sizes);
        Statuses.Clear();
        Latency.Clear();
    }

    public void Add(SeriesCells cells)
    {
        // Ended before begun: the difference is then never negative.
        var ended = Volatile.Read(ref cells.Ended);
        Requests += ended;
        InFlight += Volatile.Read(ref cells.Begun) - ended;
        BytesIn += Volatile.Read(ref cells.BytesIn);
        BytesOut += Volatile.Read(ref cells.BytesOut);
        Retries += Volatile.Read(ref cells.Retries);
        Limited += Volatile.Read(ref cells.Limited);
        Queued += Volatile.Read(ref cells.Queued);
        Aborted += Volatile.Read(ref cells.Aborted);
        for (var i = 0; i < Sizes.Length; i++)
        {
            Sizes[i] += Volatile.Read(ref cells.Sizes[i]);
        }

        cells.Statuses.AddTo(Classes, Statuses);
        Latency.Add(cells.Latency);
    }

    public void Add(SeriesTotals other)
    {
        Requests += other.Requests;
        InFlight += other.InFlight;
        BytesIn += other.BytesIn;
        BytesOut += other.BytesOut;
        Retries += other.Retries;
        Limited += other.Limited;
        Queued += other.Queued;
        Aborted += other.Aborted;
        for (var i = 0; i < Sizes.Length; i++)
        {
            Sizes[i] += other.Sizes[i];
        }

        for (var i = 0; i < Classes.Length; i++)
        {
            Classes[i] += other.Classes[i];
        }

        foreach (var (pair, count) in other.Statuses)
        {
            Statuses[pair] = Statuses.GetValueOrDefault(pair) + count;
        }

        Latency.Add(other.Latency);
    }
}
