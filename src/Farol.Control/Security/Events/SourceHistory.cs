namespace Farol.Control.Security.Events;

/// <summary>What one address did lately.</summary>
internal sealed class SourceHistory
{
    private readonly Queue<long> _judged = new();
    private DateTimeOffset _windowStart;
    private int _before;
    private int _inWindow;

    public DateTimeOffset LastSeen { get; private set; }

    /// <summary>Events of the last <see cref="RiskRule.Window"/>: those of the running window, and the share of the one before that is still within it.</summary>
    public int Recent(DateTimeOffset now)
    {
        var passed = (now - _windowStart) / RiskRule.Window;
        return passed switch
        {
            < 1 => _inWindow + (int)(_before * (1 - passed)),
            < 2 => (int)(_inWindow * (2 - passed)),
            _ => 0,
        };
    }

    public void Count(DateTimeOffset now)
    {
        var passed = (now - _windowStart) / RiskRule.Window;
        if (passed >= 1)
        {
            (_before, _inWindow, _windowStart) = (passed < 2 ? _inWindow : 0, 0, passed < 2 ? _windowStart + RiskRule.Window : now);
        }

        _inWindow++;
        LastSeen = now;
    }

    /// <summary>Counts an event of a rule that may block; true with the one that is one too many, and counting begins anew.</summary>
    public bool IsOneTooMany(AutomaticBlockOptions options, DateTimeOffset now)
    {
        var oldest = (now - options.Window).UtcTicks;
        while (_judged.Count > 0 && _judged.Peek() < oldest)
        {
            _judged.Dequeue();
        }

        _judged.Enqueue(now.UtcTicks);
        if (_judged.Count < options.Events)
        {
            return false;
        }

        _judged.Clear();
        return true;
    }
}
