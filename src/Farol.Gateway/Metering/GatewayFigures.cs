using Farol.Gateway.Http1;

namespace Farol.Gateway.Metering;

/// <summary>Everything that the gateway counts, summed over its loops. Valid until the report is asked again.</summary>
internal sealed class GatewayFigures
{
    public DateTimeOffset At { get; set; }

    /// <summary>Rises by one each time the loops are asked.</summary>
    public long Number { get; set; }

    /// <summary>All series together.</summary>
    public SeriesTotals Total { get; } = new(new SeriesKey("", null, null));

    public IReadOnlyList<SeriesTotals> Series { get; set; } = [];

    public IReadOnlyList<BackendTotals> Backends { get; set; } = [];

    /// <summary>By <see cref="Violation"/>.</summary>
    public long[] Violations { get; } = new long[Enum.GetValues<Violation>().Length];

    public long ConnectionsOpened { get; set; }

    public long ConnectionsClosed { get; set; }

    public long ConnectionsRefused { get; set; }

    public long OpenConnections => ConnectionsOpened - ConnectionsClosed;

    public long HandshakesFailed { get; set; }

    public long QueueFull { get; set; }

    public long Unrouted { get; set; }

    /// <summary>Connections and requests refused by a block.</summary>
    public long Blocked { get; set; }

    /// <summary>Series put together by what they share, for example by tenant.</summary>
    public IReadOnlyList<SeriesTotals> GroupBy(Func<SeriesKey, SeriesKey> key) =>
        [.. Series.GroupBy(s => key(s.Key)).Select(group =>
        {
            var sum = new SeriesTotals(group.Key);
            foreach (var series in group)
            {
                sum.Add(series);
            }

            return sum;
        })];
}
