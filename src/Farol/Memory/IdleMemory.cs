using Farol.Memory.Native;

namespace Farol.Memory;

/// <summary>
/// Gives memory back that a process no longer uses, once it has little to do: after its start, and after each stretch of work. By itself the C
/// library keeps what the compiler, TLS and databases have freed; in a process that then waits for days that is megabytes for nothing.
/// </summary>
internal sealed class IdleMemory : IDisposable
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(30);

    /// <summary>A start is over when so much time goes by without work.</summary>
    private static readonly TimeSpan _startLook = TimeSpan.FromSeconds(0.5);

    /// <summary>A process that is at work for half a minute after its start is under load.</summary>
    private const int StartLooks = 60;

    /// <summary>Of one core: a process that works more needs what it has freed again soon, and somebody waits for it.</summary>
    private const double MaxBusy = 0.05;

    /// <summary>Rounds are so far apart at least: a gateway of some percent of a core has no garbage that is worth stopping its allocator each half minute.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromMinutes(5);

    /// <summary>Processor time that is worth a further round: less work leaves little behind. An idle process gets there every few minutes.</summary>
    private static readonly TimeSpan _worth = TimeSpan.FromSeconds(0.5);

    /// <summary>A whole collection stops every thread, for some 10 ms with so much; a gateway with a huge configuration is spared it.</summary>
    private const long MaxCollectedBytes = 32 * 1024 * 1024;

    private readonly Func<TimeSpan> _processorTime;
    private readonly Func<bool, bool> _giveBack;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private TimeSpan _usedThen;
    private TimeSpan? _usedAtRound;
    private int _rounds;
    private int _startLooks = StartLooks;
    private long _roundAt;
    private long _lookedAt;

    /// <param name="processorTime">What this process has used since its start.</param>
    /// <param name="giveBack">One round, told whether it is one of those after the start; false: it can do nothing here and is not asked again.</param>
    /// <param name="time">The clock between looks.</param>
    public IdleMemory(Func<TimeSpan> processorTime, Func<bool, bool> giveBack, TimeProvider time)
    {
        (_processorTime, _giveBack, _time) = (processorTime, giveBack, time);
        _lookedAt = time.GetTimestamp();
        _usedThen = processorTime();
        _timer = time.CreateTimer(static self => ((IdleMemory)self!).Look(), this, _startLook, _startLook);
    }

    /// <summary>Looks after this process until it is disposed.</summary>
    public static IdleMemory OfThisProcess(TimeProvider time) => new(static () => Environment.CpuUsage.TotalTime, GiveBack, time);

    public void Dispose() => _timer.Dispose();

    /// <summary>What the start has left behind is collected; later the collector comes by itself where there is work.</summary>
    private static bool GiveBack(bool isStart)
    {
        if (isStart && GC.GetTotalMemory(forceFullCollection: false) <= MaxCollectedBytes)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        return Allocator.TryTrim();
    }

    private void Look()
    {
        var (used, now) = (_processorTime(), _time.GetTimestamp());
        var busy = (used - _usedThen) / _time.GetElapsedTime(_lookedAt, now);
        (_usedThen, _lookedAt) = (used, now);
        if (IsDue(used, now, busy))
        {
            (_usedAtRound, _roundAt) = (used, now);
            LookSeldom();
            // Twice: a start that waits for something in between, such as its control plane, goes on after the first.
            if (!_giveBack(++_rounds <= 2))
            {
                _timer.Dispose();
            }
        }
        else if (--_startLooks == 0)
        {
            LookSeldom();
        }
    }

    private bool IsDue(TimeSpan used, long now, double busy) => busy <= MaxBusy
        && !(used - _usedAtRound < _worth) && (_rounds < 2 || _time.GetElapsedTime(_roundAt, now) >= _pause);

    private void LookSeldom() => _timer.Change(_look, _look);
}
