namespace Farol.Monitor.Polling;

/// <summary>How many answers of a router in a row nobody could read, since when, and what was seen last.</summary>
internal sealed record Readability(int UnreadableInARow, DateTimeOffset? Since, string? LastReason)
{
    public static Readability Good { get; } = new(0, null, null);

    public Readability Worse(DateTimeOffset at, string reason) => new(UnreadableInARow + 1, Since ?? at, reason);
}
