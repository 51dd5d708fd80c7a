namespace Farol.Control.Metrics;

/// <summary>What passed in each of the last seconds, by seconds since 1970. A second that nothing was added to holds nothing.</summary>
internal sealed class SecondRing
{
    /// <summary>Five minutes, and what frames that come late need.</summary>
    public const int Seconds = 300;

    private const int Slots = Seconds + 20;
    private readonly long[] _second = new long[Slots];
    private readonly Traffic[] _traffic = new Traffic[Slots];

    public void Add(long second, Traffic traffic)
    {
        var slot = (int)(second % Slots);
        _traffic[slot] = _second[slot] == second ? _traffic[slot] + traffic : traffic;
        _second[slot] = second;
    }

    public Traffic? At(long second)
    {
        var slot = (int)(second % Slots);
        return _second[slot] == second ? _traffic[slot] : null;
    }
}
