namespace Farol.Configuration.Gateway;

/// <summary>Setting backends aside by what traffic shows.</summary>
public sealed record PassiveHealthSection
{
    public bool Enabled { get; init; } = true;

    /// <summary>Failed requests in a row; 0: not judged by it.</summary>
    public int ConsecutiveFailures { get; init; } = 5;

    /// <summary>Share of failed requests in a window that sets it aside; 0: not judged by it.</summary>
    public int ErrorRatePercent { get; init; } = 50;

    /// <summary>Fewer requests in a window say nothing about a rate.</summary>
    public int MinimumRequests { get; init; } = 20;

    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A latency of so many hundredths of the median of its tier sets it aside; 0: not judged by it, since backends may differ on purpose.</summary>
    public int LatencyOutlierPercent { get; init; }

    /// <summary>For how long the first time; each further time it doubles, up to <see cref="MaxEjection"/>.</summary>
    public TimeSpan Ejection { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan MaxEjection { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Never more of a tier than this at once: a fault common to all is not the backends' own.</summary>
    public int MaxEjectedPercent { get; init; } = 50;
}
