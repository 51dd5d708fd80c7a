using Farol.Gateway.Upstreams;

namespace Farol.Gateway.Metering;

/// <summary>What one loop counts of one backend beyond <see cref="LoopFigures"/>. Only the loop writes.</summary>
internal sealed class BackendCells(Backend backend)
{
    public long BytesIn;
    public long BytesOut;

    public Backend Backend => backend;

    /// <summary>Answers by class: see <see cref="StatusCounts.ClassOf"/>.</summary>
    public long[] Classes { get; } = new long[StatusCounts.Classes];

    /// <summary>To the response's first byte.</summary>
    public LatencyHistogram FirstByte { get; } = new();
}
