using Farol.Access.SecurityEvents;

namespace Farol.Control.Security.Events;

/// <summary>Equal events that follow each other within seconds are one with their number. Used by one thread.</summary>
internal sealed class BurstTable
{
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    /// <summary>More kinds of bursts at a time are not collapsed: each event is one of its own.</summary>
    private const int MaxBursts = 5_000;

    private readonly Dictionary<SecurityEvent, OpenBurst> _open = [];

    public bool IsEmpty => _open.Count == 0;

    /// <summary>Counts the event in a burst that runs; false: it is a new one.</summary>
    public bool TryAdd(SecurityEvent happened, DateTimeOffset now)
    {
        if (!_open.TryGetValue(happened, out var burst) || now - burst.Body.Timestamp >= Window)
        {
            return false;
        }

        burst.Body = burst.Body with { Count = burst.Body.Count + 1, LastSeen = now };
        burst.IsTold = false;
        return true;
    }

    /// <summary>Begins a burst of one.</summary>
    /// <returns>A burst of equal events that had ended and was not told yet.</returns>
    public SecurityEventBody? Begin(SecurityEvent happened, SecurityEventBody body)
    {
        _open.TryGetValue(happened, out var before);
        if (before is not null || _open.Count < MaxBursts)
        {
            _open[happened] = new OpenBurst { Body = body, IsTold = true };
        }

        return before is { IsTold: false } ? before.Body : null;
    }

    /// <summary>Bursts that grew and have ended by now; they are forgotten here.</summary>
    public List<SecurityEventBody> TakeEnded(DateTimeOffset now)
    {
        var ended = new List<SecurityEventBody>();
        foreach (var (key, burst) in _open.Where(b => now - b.Value.Body.Timestamp >= Window).ToList())
        {
            _open.Remove(key);
            if (!burst.IsTold)
            {
                ended.Add(burst.Body);
            }
        }

        return ended;
    }

    /// <summary>Every burst that grew, at the end of the program.</summary>
    public List<SecurityEventBody> TakeAll() => TakeEnded(DateTimeOffset.MaxValue);
}
