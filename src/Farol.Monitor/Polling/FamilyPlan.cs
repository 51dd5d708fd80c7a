namespace Farol.Monitor.Polling;

/// <summary>How one family is polled and kept.</summary>
/// <param name="Name">As endpoints and frames call it: <c>online_total</c>.</param>
/// <param name="UpdateName">The frame that carries changes only; null where every frame is whole.</param>
/// <param name="TimeToLive">How long a reading answers requests before a fresh one is asked for.</param>
public sealed record FamilyPlan(string Name, string? UpdateName, TimeSpan Interval, TimeSpan TimeToLive, TimeSpan Offset)
{
    /// <summary>False for families that answer requests only.</summary>
    public bool IsLive { get; init; } = true;
}
