namespace Farol.Supervision;

/// <summary>How long to wait before a child is started again: not at all the first time, longer when it ends again and again.</summary>
internal sealed class RestartPolicy
{
    /// <summary>A child that ran so long was well; its next end is a first one again.</summary>
    public static readonly TimeSpan WellAfter = TimeSpan.FromSeconds(60);

    /// <summary>A child that ran so long does not burn the processor by being started; whoever waits for it waits no longer than <see cref="_shortWait"/>.</summary>
    private static readonly TimeSpan _ranAWhile = TimeSpan.FromSeconds(5);

    /// <summary>With a start of half a second it is back within two.</summary>
    private static readonly TimeSpan _shortWait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan[] _waits =
        [TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)];

    private int _inARow;

    public TimeSpan Next(TimeSpan ranFor)
    {
        _inARow = ranFor >= WellAfter ? 0 : _inARow;
        var wait = _waits[Math.Min(_inARow++, _waits.Length - 1)];
        return ranFor >= _ranAWhile && wait > _shortWait ? _shortWait : wait;
    }
}
