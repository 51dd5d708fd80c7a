using System.Numerics;

namespace Farol.Gateway.Limits;

/// <summary>
/// Token buckets by key in a table of fixed size, for any number of loops without locks. A key has eight places; when they are taken, a
/// full bucket gives way (which loses nothing), else the one nearest to full, which is counted. The newcomer takes over what its predecessor
/// owed, so a flood of keys makes nobody's limit wider. Two loops that meet a new key in the same instant may each begin a bucket; the second
/// is dropped as soon as it is seen, so at most one request a loop passes uncounted, once.
/// </summary>
internal sealed class BucketTable
{
    /// <summary>A MB: 65 536 clients that are all above zero at once.</summary>
    public const int DefaultMaxKeys = 65_536;

    private const int Ways = 8;

    private readonly Slot[] _slots;
    private readonly int _setMask;
    private readonly ulong _seed;
    private long _evicted;

    /// <param name="seed">Secret to outsiders, who otherwise could choose addresses that meet in one place.</param>
    public BucketTable(ulong seed, int maxKeys = DefaultMaxKeys)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(maxKeys, Ways));
        _slots = new Slot[size];
        _setMask = (size / Ways) - 1;
        _seed = seed;
    }

    public int MaxKeys => _slots.Length;

    /// <summary>Buckets that gave way though they were not full.</summary>
    public long Evicted => Interlocked.Read(ref _evicted);

    /// <param name="key">Already spread over 64 bits; see <see cref="Balancing.StableHash"/>.</param>
    public bool TryTake(ulong key, Rate rate, long nowMicroseconds, out int retryAfterSeconds)
    {
        var mixed = Balancing.StableHash.Combine(key, _seed);
        var tag = (long)(mixed == 0 ? 1 : mixed);
        var set = _slots.AsSpan(((int)(mixed >> 32) & _setMask) * Ways, Ways);
        return TokenBucket.TryTake(ref Find(set, tag, nowMicroseconds).FullAt, rate, nowMicroseconds, out retryAfterSeconds);
    }

    private ref Slot Find(Span<Slot> set, long tag, long now)
    {
        while (true)
        {
            var at = IndexOf(set, tag);
            if (at >= 0)
            {
                return ref set[at];
            }

            at = Victim(set, now);
            ref var slot = ref set[at];
            var before = Volatile.Read(ref slot.Tag);
            if (Interlocked.CompareExchange(ref slot.Tag, tag, before) != before)
            {
                continue;
            }

            if (before != 0 && !TokenBucket.IsFull(Volatile.Read(ref slot.FullAt), now))
            {
                Interlocked.Increment(ref _evicted);
            }

            var first = IndexOf(set, tag);
            if (first >= 0 && first != at)
            {
                // Another loop was earlier: its place counts, ours is free again.
                Interlocked.CompareExchange(ref slot.Tag, 0, tag);
                return ref set[first];
            }

            return ref slot;
        }
    }

    private static int IndexOf(Span<Slot> set, long tag)
    {
        for (var i = 0; i < set.Length; i++)
        {
            if (Volatile.Read(ref set[i].Tag) == tag)
            {
                return i;
            }
        }

        return -1;
    }

    private static int Victim(Span<Slot> set, long now)
    {
        var best = 0;
        for (var i = 0; i < set.Length; i++)
        {
            if (Volatile.Read(ref set[i].Tag) == 0 || TokenBucket.IsFull(Volatile.Read(ref set[i].FullAt), now))
            {
                return i;
            }

            best = Volatile.Read(ref set[i].FullAt) < Volatile.Read(ref set[best].FullAt) ? i : best;
        }

        return best;
    }

    private struct Slot
    {
        /// <summary>0: free.</summary>
        public long Tag;

        public long FullAt;
    }
}
