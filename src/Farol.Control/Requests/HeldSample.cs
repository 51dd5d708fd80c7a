using Farol.Link.Protocol;

namespace Farol.Control.Requests;

/// <summary>What gateways sent of one view since somebody began to look. Guarded by its desk.</summary>
internal sealed class HeldSample
{
    /// <summary>Ten seconds of one gateway's usual 50 a second.</summary>
    public const int LeastRoom = 500;

    /// <summary>Some 2 MB, of which other looks at the same requests share the most.</summary>
    public const int MaxRoom = 2_000;

    /// <summary>Of what one gateway after the other may show in a second: whoever asks each second misses nothing, a second late or not.</summary>
    private const int SecondsHeld = 2;

    private readonly Queue<HeldLine> _lines = new();
    private readonly Dictionary<string, DateTimeOffset> _lookedUp = new(StringComparer.Ordinal);
    private readonly long _firstSeq;
    private readonly DateTimeOffset _since;
    private long _seen;
    private long _dropped;

    public HeldSample(ulong id, RequestView view, long firstSeq, DateTimeOffset now)
    {
        (Id, View, _firstSeq, _since) = (id, view, firstSeq, now);
        (NextSeq, AskedAt) = (firstSeq, now);
    }

    public ulong Id { get; }

    public RequestView View { get; }

    /// <summary>Lines that are held at most.</summary>
    public int Room { get; private set; } = LeastRoom;

    /// <summary>When somebody asked last; when nobody does any more, it ends.</summary>
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>The number of the next line. Numbers rise over restarts too.</summary>
    public long NextSeq { get; private set; }

    /// <summary>
    /// Whether the audit has it that this person sees who the clients are. Others keep a view alive for days: who comes back to it looks anew.
    /// </summary>
    public bool IsLookedUpBy(string person, DateTimeOffset now)
    {
        if (!_lookedUp.TryGetValue(person, out var last) || now - last >= RequestDesk.Ttl)
        {
            return false;
        }

        _lookedUp[person] = now;
        return true;
    }

    /// <summary>The audit has it from now on, for as long as the person goes on asking.</summary>
    public void OnLookedUp(string person, DateTimeOffset now)
    {
        foreach (var (gone, _) in _lookedUp.Where(l => now - l.Value >= RequestDesk.Ttl).ToList())
        {
            _lookedUp.Remove(gone);
        }

        _lookedUp[person] = now;
    }

    public void Add(string gateway, RequestLine line)
    {
        while (_lines.Count >= Room)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue(new HeldLine(NextSeq++, gateway, line));
    }

    /// <summary>So many gateways show so many lines each second.</summary>
    public void OnAsked(int gateways, int perSecond) => Room = (int)Math.Clamp((long)gateways * perSecond * SecondsHeld, LeastRoom, MaxRoom);

    public void Count(WatchCount count) => (_seen, _dropped) = (_seen + count.Seen, _dropped + count.Dropped);

    /// <summary>Everything after a number; a number of an earlier look is as good as none.</summary>
    public RequestReading Read(long after)
    {
        var from = Math.Max(after + 1, _firstSeq);
        var oldest = NextSeq - _lines.Count;
        return new RequestReading([.. _lines.Where(l => l.Seq >= from)], NextSeq - 1, _since, _seen, _dropped, Math.Max(0, oldest - from));
    }
}
