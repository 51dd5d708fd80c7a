using System.Numerics;

namespace Farol.Gateway.Loop;

/// <summary>
/// A hashed timing wheel (Varghese and Lauck 1987): 1 024 buckets of 16 ms. Deadlines are exact to one bucket; setting, moving and clearing take
/// constant time and no memory.
/// </summary>
internal sealed class TimerWheel
{
    private const int Buckets = 1024;
    private const int BucketShift = 4;

    private readonly LoopTimer?[] _heads = new LoopTimer?[Buckets];
    private readonly ulong[] _occupied = new ulong[Buckets / 64];
    private readonly List<LoopTimer> _due = new(64);
    private long _turn;

    /// <param name="nowMilliseconds">The loop's clock at the start.</param>
    public TimerWheel(long nowMilliseconds) => _turn = nowMilliseconds >> BucketShift;

    /// <summary>Sets or moves the deadline.</summary>
    public void Set(LoopTimer timer, long dueMilliseconds)
    {
        timer.Due = dueMilliseconds;
        if (timer.Bucket >= 0)
        {
            if (timer.LookAt <= dueMilliseconds)
            {
                return;
            }

            Unlink(timer);
        }

        Link(timer, dueMilliseconds);
    }

    /// <summary>The deadline is off; the wheel forgets it when it comes by.</summary>
    public static void Clear(LoopTimer timer) => timer.Due = long.MaxValue;

    /// <summary>Takes the timer out of the wheel at once: its owner ends.</summary>
    public void Remove(LoopTimer timer)
    {
        timer.Due = long.MaxValue;
        if (timer.Bucket >= 0)
        {
            Unlink(timer);
        }
    }

    /// <summary>How long a loop may sleep before it must call <see cref="Advance"/>; -1 without any timer.</summary>
    public int SleepMilliseconds(long nowMilliseconds)
    {
        for (var ahead = 0; ahead < Buckets;)
        {
            var bucket = (int)((_turn + 1 + ahead) & (Buckets - 1));
            var word = _occupied[bucket >> 6] >> (bucket & 63);
            if (word != 0)
            {
                ahead += BitOperations.TrailingZeroCount(word);
                return (int)Math.Max(0, ((_turn + 2 + ahead) << BucketShift) - nowMilliseconds);
            }

            ahead += 64 - (bucket & 63);
        }

        return -1;
    }

    /// <summary>Calls every owner whose deadline has passed.</summary>
    public void Advance(long nowMilliseconds)
    {
        // A bucket is looked at when all of its milliseconds have passed; after a long sleep every bucket once.
        var target = (nowMilliseconds >> BucketShift) - 1;
        if (target - _turn > Buckets)
        {
            _turn = target - Buckets;
        }

        while (_turn < target)
        {
            _turn++;
            var bucket = (int)(_turn & (Buckets - 1));
            if ((_occupied[bucket >> 6] & (1UL << (bucket & 63))) != 0)
            {
                Look(bucket, nowMilliseconds);
            }
        }
    }

    private void Look(int bucket, long now)
    {
        // The bucket is emptied first: owners set and clear timers while they are called, in this bucket too.
        var timer = _heads[bucket];
        _heads[bucket] = null;
        _occupied[bucket >> 6] &= ~(1UL << (bucket & 63));
        while (timer is not null)
        {
            var next = timer.Next;
            timer.Previous = timer.Next = null;
            timer.Bucket = -1;
            if (timer.Due <= now)
            {
                _due.Add(timer);
            }
            else if (timer.Due != long.MaxValue)
            {
                Link(timer, timer.Due);
            }

            timer = next;
        }

        for (var i = 0; i < _due.Count; i++)
        {
            var due = _due[i];
            if (due.Due <= now && due.Bucket < 0)
            {
                due.Due = long.MaxValue;
                due.Owner.OnDue(due);
            }
        }

        _due.Clear();
    }

    private void Link(LoopTimer timer, long at)
    {
        var bucket = (int)(Math.Max(at >> BucketShift, _turn + 1) & (Buckets - 1));
        timer.LookAt = at;
        timer.Bucket = bucket;
        timer.Previous = null;
        timer.Next = _heads[bucket];
        if (timer.Next is not null)
        {
            timer.Next.Previous = timer;
        }

        _heads[bucket] = timer;
        _occupied[bucket >> 6] |= 1UL << (bucket & 63);
    }

    private void Unlink(LoopTimer timer)
    {
        if (timer.Previous is null)
        {
            _heads[timer.Bucket] = timer.Next;
            if (timer.Next is null)
            {
                _occupied[timer.Bucket >> 6] &= ~(1UL << (timer.Bucket & 63));
            }
        }
        else
        {
            timer.Previous.Next = timer.Next;
        }

        if (timer.Next is not null)
        {
            timer.Next.Previous = timer.Previous;
        }

        timer.Previous = timer.Next = null;
        timer.Bucket = -1;
    }
}
