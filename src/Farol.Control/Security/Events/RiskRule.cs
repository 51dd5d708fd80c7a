using Farol.Access.SecurityEvents;

namespace Farol.Control.Security.Events;

/// <summary>
/// How risky an event is: what its severity weighs, and two for each event that the same address caused in the last ten minutes, up to forty; a
/// hundred at most. Nothing where the address is unknown or the event tells of something that was allowed.
/// </summary>
internal static class RiskRule
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private const int MaxScore = 100;
    private const int PointsAnEvent = 2;
    private const int MaxForEvents = 40;

    /// <param name="earlier">Events of the same address in the <see cref="Window"/> before it.</param>
    public static int? Score(SecurityEvent happened, int earlier) => happened.Source is null || happened.Type == SecurityEventType.Allowed
        ? null
        : Math.Min(MaxScore, Weight(happened.Severity) + Math.Min(MaxForEvents, earlier * PointsAnEvent));

    private static int Weight(SecuritySeverity severity) => severity switch
    {
        SecuritySeverity.Low => 10,
        SecuritySeverity.Medium => 30,
        SecuritySeverity.High => 60,
        SecuritySeverity.Critical => 90,
        _ => 0,
    };
}
