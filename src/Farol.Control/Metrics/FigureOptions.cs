namespace Farol.Control.Metrics;

/// <summary>What is kept of the figures.</summary>
public sealed record FigureOptions
{
    /// <summary>Setting <c>FAROL_METRICS_DAYS</c>: minutes older than this are deleted. A month is what people compare.</summary>
    public int RetentionDays { get; init; } = 30;

    /// <summary>How the machine is called in the history and the status.</summary>
    public string Node { get; init; } = Environment.MachineName;
}
