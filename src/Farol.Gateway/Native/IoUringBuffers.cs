using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>
/// Memory that a ring of <see cref="IoUring"/> works with: buffers offered to the kernel, which takes one when bytes come
/// (io_uring_register_buf_ring(3)), and slots from which bytes leave.
/// </summary>
internal sealed unsafe class IoUringBuffers : IDisposable
{
    /// <summary>A message that fills one is no small one: its connection reads by itself from then on.</summary>
    public const int Bytes = 8 * 1024;

    /// <summary>Received in one turn of a loop; whoever finds none reads by itself. A power of two.</summary>
    public const int Offered = 256;

    /// <summary>Sends under way at once; whoever finds none sends by itself.</summary>
    public const int Slots = 128;

    private const int PageBytes = 4096;
    private const int TailOffset = 14;

    private readonly byte* _memory = (byte*)NativeMemory.AlignedAlloc((Offered + Slots) * Bytes, PageBytes);
    private readonly Stack<int> _freeSlots = new(Slots);
    private ushort _tail;

    public IoUringBuffers()
    {
        new Span<byte>(Ring, Offered * sizeof(OfferedBuffer)).Clear();
        for (var i = 0; i < Offered; i++)
        {
            GiveBack(i);
        }

        for (var slot = Slots - 1; slot >= 0; slot--)
        {
            _freeSlots.Push(slot);
        }
    }

    /// <summary>What the kernel is told of; page-aligned.</summary>
    internal OfferedBuffer* Ring { get; } = (OfferedBuffer*)NativeMemory.AlignedAlloc((nuint)(Offered * sizeof(OfferedBuffer)), PageBytes);

    public ReadOnlySpan<byte> Received(int buffer, int start, int count) => new(_memory + (buffer * Bytes) + start, count);

    /// <summary>Offers it to the kernel again; what it held is gone.</summary>
    public void GiveBack(int buffer)
    {
        // The tail lies in the first entry's unused field, so that field by field is written.
        var entry = Ring + (_tail & (Offered - 1));
        entry->Address = (ulong)(_memory + (buffer * Bytes));
        entry->Length = Bytes;
        entry->Buffer = (ushort)buffer;
        Volatile.Write(ref *(ushort*)((byte*)Ring + TailOffset), ++_tail);
    }

    /// <summary>A place to send from; -1: all are under way.</summary>
    public int RentSlot() => _freeSlots.TryPop(out var slot) ? slot : -1;

    public void ReturnSlot(int slot) => _freeSlots.Push(slot);

    public Span<byte> Slot(int slot) => new(SlotAddress(slot), Bytes);

    public void Dispose()
    {
        NativeMemory.AlignedFree(Ring);
        NativeMemory.AlignedFree(_memory);
    }

    internal byte* SlotAddress(int slot) => _memory + ((Offered + slot) * Bytes);

    /// <summary><c>struct io_uring_buf</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct OfferedBuffer
    {
        public ulong Address;
        public uint Length;
        public ushort Buffer;
        public ushort Tail;
    }
}
