using Farol.Gateway.Health;
using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Metering;

/// <summary>One backend summed over loops, with its health.</summary>
internal sealed class BackendTotals(Backend backend)
{
    public Backend Backend => backend;

    public BackendReport Health { get; private set; } = BackendReport.Of(backend);

    public long InFlight { get; private set; }

    public long Connections { get; private set; }

    /// <summary>Tries begun.</summary>
    public long Requests { get; private set; }

    public long Failures { get; private set; }

    public long BytesIn { get; private set; }

    public long BytesOut { get; private set; }

    /// <summary>By <see cref="StatusCounts.ClassOf"/>.</summary>
    public long[] Classes { get; } = new long[StatusCounts.Classes];

    /// <summary>To the first byte of responses.</summary>
    public LatencySummary FirstByte { get; } = new();

    public void Clear()
    {
        InFlight = Connections = Requests = Failures = BytesIn = BytesOut = 0;
        Array.Clear(Classes);
        FirstByte.Clear();
        Health = BackendReport.Of(backend);
        foreach (ref readonly var figures in backend.AllFigures)
        {
            InFlight += Volatile.Read(in figures.InFlight);
            Connections += Volatile.Read(in figures.Connections);
            Requests += Volatile.Read(in figures.Requests);
            Failures += Volatile.Read(in figures.Failures);
        }
    }

    public void Add(BackendCells cells)
    {
        BytesIn += Volatile.Read(ref cells.BytesIn);
        BytesOut += Volatile.Read(ref cells.BytesOut);
        for (var i = 0; i < Classes.Length; i++)
        {
            Classes[i] += Volatile.Read(ref cells.Classes[i]);
        }

        FirstByte.Add(cells.FirstByte);
    }
}
