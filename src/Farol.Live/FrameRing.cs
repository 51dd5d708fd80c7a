using System.Numerics;

namespace Farol.Live;

/// <summary>
/// The last frames of a view, bounded by count and bytes. One writer at a time; readers take no lock: a frame knows its position,
/// so a reader sees when its place has been given to a later one.
/// </summary>
internal sealed class FrameRing
{
    private readonly LiveFrame?[] _slots;
    private readonly int _maxFrames;
    private readonly long _maxBytes;
    private long _head;
    private long _tail;
    private long _totalBytes;
    private long _heldBytes;

    public FrameRing(int maxFrames, long maxBytes)
    {
        _maxFrames = maxFrames;
        _maxBytes = maxBytes;
        _slots = new LiveFrame?[BitOperations.RoundUpToPowerOf2((uint)maxFrames)];
    }

    /// <summary>The position that the next frame will have.</summary>
    public long Head => Volatile.Read(ref _head);

    /// <summary>All bytes ever put in.</summary>
    public long TotalBytes => Volatile.Read(ref _totalBytes);

    /// <summary>The sequence of the last publication that is gone from the ring; what came after it is still here.</summary>
    public long GoneSequence { get; private set; }

    /// <summary>The frame at <paramref name="position"/>; <c>null</c> when it is gone.</summary>
    public LiveFrame? At(long position)
    {
        var frame = Volatile.Read(ref _slots[position & (_slots.Length - 1)]);
        return frame?.Position == position ? frame : null;
    }

    public void Add(LiveFrame frame)
    {
        _heldBytes += frame.Bytes.Length;
        while (_head - _tail >= _maxFrames || (_heldBytes > _maxBytes && _tail < _head))
        {
            ref var slot = ref _slots[_tail & (_slots.Length - 1)];
            _heldBytes -= slot!.Bytes.Length;
            GoneSequence = slot.Sequence;
            Volatile.Write(ref slot, null);
            _tail++;
        }

        Volatile.Write(ref _slots[frame.Position & (_slots.Length - 1)], frame);
        Volatile.Write(ref _totalBytes, frame.EndBytes);
        Volatile.Write(ref _head, frame.Position + 1);
    }

    /// <summary>The first position whose publication is later than <paramref name="sequence"/>. Only for the writer.</summary>
    public long PositionAfter(long sequence)
    {
        var (low, high) = (_tail, _head);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (_slots[middle & (_slots.Length - 1)]!.Sequence > sequence)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
