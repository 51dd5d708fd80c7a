namespace Farol.Gateway.Native;

/// <summary>
/// A queue of calls to the kernel and one of their outcomes (io_uring(7)), for sockets: all that a turn of a loop has to send leaves with one system
/// call, the one that waits for what comes next. Belongs to the thread that made it; outcomes appear only while that thread waits, so nothing comes
/// between two looks at them (IORING_SETUP_DEFER_TASKRUN, Linux 6.1).
/// </summary>
internal sealed unsafe partial class IoUring : IDisposable
{
    private const int Entries = 1024;
    private const uint SetupCompletionSize = 1 << 3;
    private const uint SetupSubmitAll = 1 << 7;
    private const uint SetupTaskRunFlag = 1 << 9;
    private const uint SetupSingleIssuer = 1 << 12;
    private const uint SetupDeferTaskRun = 1 << 13;
    private const uint FeatureSingleMap = 1;
    private const uint TaskRun = 1 << 2;
    private const int MaxSubmits = 100;
    private const uint RegisterBufferRing = 22;
    private const uint EnterGetEvents = 1;
    private const uint EnterExtendedArgument = 1 << 3;
    private const long OffsetOfQueues = 0;
    private const long OffsetOfSubmissions = 0x10000000;
    private const nint MapFailed = -1;

    private const byte OperationNothing = 0;
    private const byte OperationPoll = 6;
    private const byte OperationCancel = 14;
    private const byte OperationSend = 26;
    private const byte OperationReceive = 27;
    private const byte FlagBufferSelect = 1 << 5;
    private const ushort PriorityMultishot = 1 << 1;
    private const uint PollMultishot = 1;
    private const uint NoSignal = 0x4000;
    private const uint WaitAll = 0x100;

    private readonly int _descriptor;
    private readonly byte* _queues;
    private readonly nuint _queueBytes;
    private readonly IoUringSubmission* _submissions;
    private readonly nuint _submissionBytes;
    private readonly uint _submissionMask;
    private readonly uint _completionMask;
    private readonly uint* _submissionHead;
    private readonly uint* _submissionTail;
    private readonly uint* _submissionFlags;
    private readonly uint* _completionHead;
    private readonly uint* _completionTail;
    private readonly IoUringCompletion* _completions;
    private uint _tail;
    private bool _disposed;

    private IoUring(int descriptor, in IoUringParameters made, byte* queues, nuint queueBytes, IoUringSubmission* submissions, nuint submissionBytes)
    {
        _descriptor = descriptor;
        _queues = queues;
        _queueBytes = queueBytes;
        _submissions = submissions;
        _submissionBytes = submissionBytes;
        _submissionMask = *(uint*)(queues + made.Submission.Mask);
        _submissionHead = (uint*)(queues + made.Submission.Head);
        _submissionTail = (uint*)(queues + made.Submission.Tail);
        _submissionFlags = (uint*)(queues + made.Submission.FlagsOrOverflow);
        _completionMask = *(uint*)(queues + made.Completion.Mask);
        _completionHead = (uint*)(queues + made.Completion.Head);
        _completionTail = (uint*)(queues + made.Completion.Tail);
        _completions = (IoUringCompletion*)(queues + made.Completion.CompletionsOrDropped);
        var indices = (uint*)(queues + made.Submission.ArrayOrFlags);
        for (var i = 0u; i < made.SubmissionEntries; i++)
        {
            indices[i] = i;
        }
    }

    public IoUringBuffers Buffers { get; } = new();

    /// <summary>More has come than the last <see cref="Enter(int)"/> brought: since Linux 6.13 one brings some twenty outcomes.</summary>
    public bool HasMore => (Volatile.Read(ref *_submissionFlags) & TaskRun) != 0;

    /// <summary>Where the last submission stands.</summary>
    public uint LastPlace => _tail - 1;

    /// <summary>Makes one for the calling thread; null with the error number where the kernel, or its administrator, does not let it.</summary>
    public static IoUring? TryCreate(out int error)
    {
        var asked = new IoUringParameters
        {
            Flags = SetupCompletionSize | SetupSubmitAll | SetupTaskRunFlag | SetupSingleIssuer | SetupDeferTaskRun,
            CompletionEntries = 8 * Entries,
        };
        var descriptor = (int)Setup(SetupNumber, Entries, &asked);
        if (descriptor < 0)
        {
            error = Posix.LastError;
            return null;
        }

        var ring = Map(descriptor, asked, out error);
        if (ring is null)
        {
            _ = Posix.Close(descriptor);
            return null;
        }

        var group = new BufferRing { Address = (ulong)ring.Buffers.Ring, Entries = IoUringBuffers.Offered };
        if (Register(RegisterNumber, descriptor, RegisterBufferRing, &group, 1) < 0)
        {
            error = Posix.LastError;
            ring.Dispose();
            return null;
        }

        return ring;
    }

    /// <summary>Why this process cannot have one; null: it can.</summary>
    public static string? Refusal()
    {
        using var ring = TryCreate(out var error);
        return ring is null ? Posix.ErrorText(error) : null;
    }

    /// <summary>Receives into offered buffers, one completion for each piece, until an end, an error or a cancel.</summary>
    public void Receive(int socket, ulong tag)
    {
        var entry = Next(OperationReceive, socket, tag);
        entry->Flags = FlagBufferSelect;
        entry->Priority = PriorityMultishot;
    }

    /// <summary>Sends from a slot, all of it.</summary>
    public void Send(int socket, int slot, int count, ulong tag)
    {
        var entry = Next(OperationSend, socket, tag);
        entry->Address = (ulong)Buffers.SlotAddress(slot);
        entry->Length = (uint)count;
        entry->OperationFlags = NoSignal | WaitAll;
    }

    /// <summary>Whether the kernel has not taken the submission of this place (<see cref="LastPlace"/>) yet.</summary>
    public bool IsWaiting(uint place) => place - Volatile.Read(ref *_submissionHead) < Waiting;

    /// <summary>A send that the kernel has not taken yet becomes longer.</summary>
    public void Lengthen(uint place, int count) => _submissions[place & _submissionMask].Length = (uint)count;

    /// <summary>Tells once when a socket takes bytes again.</summary>
    public void PollWrite(int socket, ulong tag) => Next(OperationPoll, socket, tag)->OperationFlags = (uint)ReadyEvents.Write;

    /// <summary>Tells whenever a descriptor becomes readable.</summary>
    public void PollRead(int descriptor, ulong tag)
    {
        var entry = Next(OperationPoll, descriptor, tag);
        entry->OperationFlags = (uint)ReadyEvents.Read;
        entry->Length = PollMultishot;
    }

    /// <summary>Ends the call with the tag <paramref name="target"/>, which then completes; the cancel itself completes under <paramref name="tag"/>.</summary>
    public void Cancel(ulong target, ulong tag) => Next(OperationCancel, -1, tag)->Address = target;

    /// <summary>Gives the kernel what was submitted, and waits for an outcome: so long, not at all (0), or without end (-1).</summary>
    public void Enter(int milliseconds)
    {
        var time = new TimeValue { Seconds = milliseconds / 1000, Nanoseconds = milliseconds % 1000 * 1_000_000L };
        var argument = new WaitArgument { Time = milliseconds > 0 ? (ulong)&time : 0 };
        Volatile.Write(ref *_submissionTail, _tail);
        var result = Enter(EnterNumber, _descriptor, Waiting, milliseconds == 0 ? 0u : 1, EnterGetEvents | EnterExtendedArgument, &argument, (nuint)sizeof(WaitArgument));
        var error = result < 0 ? Posix.LastError : 0;
        // No time left, a signal, or outcomes that must be taken first: the caller looks at what there is, and comes back.
        if (error is not (0 or Errno.TimerExpired or Errno.InterruptedCall or Errno.Busy or Errno.TryAgain))
        {
            throw new SocketCallException("io_uring_enter", error);
        }
    }

    private void Submit()
    {
        Volatile.Write(ref *_submissionTail, _tail);
        _ = Enter(EnterNumber, _descriptor, Waiting, 0, 0, null, 0);
    }

    /// <summary>
    /// Gives the kernel every submission that names a descriptor, which is about to be closed and may be another's in a moment. One that it does not
    /// take, having no memory, becomes one that does nothing.
    /// </summary>
    public void SubmitBeforeClose(int descriptor, uint lastPlace)
    {
        for (var i = 0; i < MaxSubmits && IsWaiting(lastPlace); i++)
        {
            Submit();
        }

        for (var place = Volatile.Read(ref *_submissionHead); place != _tail; place++)
        {
            var entry = _submissions + (place & _submissionMask);
            if (entry->Descriptor == descriptor)
            {
                entry->Operation = OperationNothing;
            }
        }
    }

    /// <summary>The next outcome; false when there is none.</summary>
    public bool TryTake(out IoUringCompletion completion)
    {
        var head = *_completionHead;
        if (head == Volatile.Read(ref *_completionTail))
        {
            completion = default;
            return false;
        }

        completion = _completions[head & _completionMask];
        Volatile.Write(ref *_completionHead, head + 1);
        return true;
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _ = Unmap((byte*)_submissions, _submissionBytes);
            _ = Unmap(_queues, _queueBytes);
            // The kernel ends what is under way before the last use of the memory is over.
            _ = Posix.Close(_descriptor);
            Buffers.Dispose();
        }
    }

    private uint Waiting => _tail - Volatile.Read(ref *_submissionHead);

    private static IoUring? Map(int descriptor, in IoUringParameters made, out int error)
    {
        error = 0;
        var queueBytes = (nuint)Math.Max(
            made.Submission.ArrayOrFlags + (made.SubmissionEntries * sizeof(uint)),
            made.Completion.CompletionsOrDropped + (made.CompletionEntries * (uint)sizeof(IoUringCompletion)));
        var submissionBytes = (nuint)(made.SubmissionEntries * sizeof(IoUringSubmission));
        if ((made.Features & FeatureSingleMap) == 0)
        {
            error = Errno.NotSupported;
            return null;
        }

        var queues = MapMemory(null, queueBytes, ReadAndWrite, SharedAndPopulated, descriptor, OffsetOfQueues);
        var submissions = (nint)queues == MapFailed ? queues : MapMemory(null, submissionBytes, ReadAndWrite, SharedAndPopulated, descriptor, OffsetOfSubmissions);
        if ((nint)submissions != MapFailed)
        {
            return new IoUring(descriptor, made, queues, queueBytes, (IoUringSubmission*)submissions, submissionBytes);
        }

        error = Posix.LastError;
        if ((nint)queues != MapFailed)
        {
            _ = Unmap(queues, queueBytes);
        }

        return null;
    }

    private IoUringSubmission* Next(byte operation, int descriptor, ulong tag)
    {
        for (var i = 0; Waiting > _submissionMask; i++)
        {
            if (i == MaxSubmits)
            {
                throw new SocketCallException("io_uring_enter", Errno.NoMemory);
            }

            Submit();
        }

        var entry = _submissions + (_tail++ & _submissionMask);
        *entry = new IoUringSubmission { Operation = operation, Descriptor = descriptor, Tag = tag };
        return entry;
    }
}
