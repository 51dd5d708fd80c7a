using Farol.Gateway.Native;

namespace Farol.Gateway.Loop;

/// <summary>
/// One socket on a loop's <see cref="SocketRing"/>: what has come for it and was not read yet, and what of it is under way in the kernel. It outlives
/// its connection until the kernel is done with it.
/// </summary>
internal sealed class RingSocket(SocketRing ring, int index)
{
    private readonly List<ReceivedPiece> _pieces = [];
    private int _first;

    /// <summary>Its place in the ring's table.</summary>
    public int Index => index;

    public int Descriptor { get; private set; }

    /// <summary>Whose events these are; null once the connection is over.</summary>
    public Pollable? Owner { get; set; }

    /// <summary>No connection has it.</summary>
    public bool IsFree { get; set; }

    /// <summary>It is on the list of those to be called.</summary>
    public bool IsReady { get; set; }

    /// <summary>What the owner is to be told of this turn.</summary>
    public ReadyEvents Events { get; set; }

    /// <summary>The kernel receives for it.</summary>
    public bool IsReceiving { get; set; }

    /// <summary>It goes back to epoll as soon as the kernel receives no more.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>The kernel was asked to receive no more.</summary>
    public bool IsCancelling { get; set; }

    /// <summary>epoll watches it again: what the ring still holds comes first.</summary>
    public bool HasLeft { get; set; }

    /// <summary>The peer sends nothing more.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Receiving failed: the connection is lost.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Sending failed; something may still be there to be read.</summary>
    public bool IsSendBroken { get; set; }

    /// <summary>The slot of the send under way; -1: none is.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>Bytes that the kernel has not taken yet.</summary>
    public int Sending { get; set; }

    /// <summary>Where the send stands among the submissions.</summary>
    public uint SendPlace { get; set; }

    /// <summary>Where the last submission that names the descriptor stands.</summary>
    public uint LastPlace { get; set; }

    /// <summary>The owner waits for the end of the send, or for room.</summary>
    public bool WantsWrite { get; set; }

    /// <summary>The kernel tells when there is room.</summary>
    public bool IsPolling { get; set; }

    /// <summary>Nothing more will be sent once the send under way is over.</summary>
    public bool EndsAfterSend { get; set; }

    public bool HasBytes => _first < _pieces.Count;

    /// <summary>The kernel has nothing of it in hand.</summary>
    public bool IsQuiet => !IsReceiving && !IsPolling && Slot < 0;

    /// <summary>Begins anew for another connection.</summary>
    public void Begin(int descriptor, Pollable owner)
    {
        (Descriptor, Owner, IsFree) = (descriptor, owner, false);
        IsLeaving = HasLeft = HasEnded = IsBroken = IsSendBroken = WantsWrite = EndsAfterSend = false;
    }

    public void Add(int buffer, int count) => _pieces.Add(new ReceivedPiece(buffer, null, 0, count));

    /// <summary>Takes what has come, as much as there is room for.</summary>
    public int Read(Span<byte> into)
    {
        var read = 0;
        while (HasBytes && read < into.Length)
        {
            var piece = _pieces[_first];
            var bytes = piece.Own is { } own ? own.AsSpan(piece.Start, piece.Count) : ring.Received(piece);
            var count = Math.Min(bytes.Length, into.Length - read);
            bytes[..count].CopyTo(into[read..]);
            read += count;
            if (count < bytes.Length)
            {
                _pieces[_first] = piece with { Start = piece.Start + count, Count = piece.Count - count };
            }
            else
            {
                Drop(piece);
            }
        }

        return read;
    }

    /// <summary>The owner reads later: the ring's buffers are for those who read now.</summary>
    public void KeepBytes()
    {
        for (var i = _first; i < _pieces.Count; i++)
        {
            var piece = _pieces[i];
            if (piece.Own is null)
            {
                _pieces[i] = new ReceivedPiece(0, ring.Received(piece).ToArray(), 0, piece.Count);
                ring.GiveBack(piece);
            }
        }
    }

    public void DropBytes()
    {
        while (HasBytes)
        {
            Drop(_pieces[_first]);
        }
    }

    private void Drop(ReceivedPiece piece)
    {
        if (piece.Own is null)
        {
            ring.GiveBack(piece);
        }

        if (++_first == _pieces.Count)
        {
            _pieces.Clear();
            _first = 0;
        }
    }
}
