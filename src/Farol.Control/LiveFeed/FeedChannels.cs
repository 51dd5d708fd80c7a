namespace Farol.Control.LiveFeed;

/// <summary>The live channels and the kinds of frames on them, by the names on the wire.</summary>
public static class FeedChannels
{
    public const string Backends = "backends";

    public const string Metrics = "metrics";

    public const string Status = "status";

    public const string Ai = "ai";

    public const string Security = "security";

    public const string Billing = "billing";

    public const string Health = "health";

    /// <summary>On <see cref="Status"/>: an alert that came, changed or was resolved.</summary>
    public const string Alert = "alert";

    /// <summary>On <see cref="Security"/>: one event.</summary>
    public const string SecurityEvent = "security_event";

    public static IReadOnlyList<string> All { get; } = [Backends, Metrics, Status, Ai, Security, Billing, Health];
}
