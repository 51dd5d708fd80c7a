namespace Farol.Supervision;

/// <summary>How long to wait before a child is started again: not at all the first time, longer when it ends again and again.</summary>
internal sealed class RestartPolicy
{
    /// <summary>A child that ran so long was well; its next end is a first one again.</summary>
    public static readonly TimeSpan WellAfter = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan[] _waits =
        [TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)];

    private int _inARow;

    public TimeSpan Next(TimeSpan ranFor)
    {
        _inARow = ranFor >= WellAfter ? 0 : _inARow;
        return _waits[Math.Min(_inARow++, _waits.Length - 1)];
    }
}
