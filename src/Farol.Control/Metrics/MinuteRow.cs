namespace Farol.Control.Metrics;

/// <summary>One minute of a tenant, a gateway, or the whole installation, as it is kept.</summary>
internal sealed record MinuteRow
{
    /// <summary>One of <see cref="FigureScopes"/>.</summary>
    public required string Scope { get; init; }

    /// <summary>The minute's start.</summary>
    public required long AtMs { get; init; }

    /// <summary>Seconds of it that were heard of, 60 of a whole one.</summary>
    public required long Seconds { get; init; }

    public required long Requests { get; init; }

    public required long Errors { get; init; }

    public required long ClientErrors { get; init; }

    public required long BytesIn { get; init; }

    public required long BytesOut { get; init; }

    public required long LatencyUs { get; init; }

    public double? P50Us { get; init; }

    public double? P95Us { get; init; }

    public double? P99Us { get; init; }

    /// <summary>Mean over the seconds; null of a tenant: a connection belongs to none.</summary>
    public double? Connections { get; init; }
}
