namespace Farol.Control.Requests;

/// <summary>What one look at a sample finds.</summary>
/// <param name="Last">Number of the newest line, to ask from next time.</param>
/// <param name="Since">When this look began.</param>
/// <param name="Seen">Requests that there were since then.</param>
/// <param name="Dropped">Lines that were taken and found no room on their way.</param>
/// <param name="Missed">Lines after the number that was asked for which are held no more.</param>
internal sealed record RequestReading(IReadOnlyList<HeldLine> Lines, long Last, DateTimeOffset Since, long Seen, long Dropped, long Missed)
{
    /// <summary>Gateways that tell of these requests.</summary>
    public IReadOnlyList<string> Gateways { get; init; } = [];

    /// <summary>Linked ones that do not: their program is older.</summary>
    public IReadOnlyList<string> Unable { get; init; } = [];

    /// <summary>This person sees clients for the first time since they began to ask.</summary>
    public bool IsNewLookUp { get; init; }
}
