using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary><c>struct io_uring_params</c> of io_uring_setup(2): what is asked for, and where the kernel laid its queues.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoUringParameters
{
    public uint SubmissionEntries;
    public uint CompletionEntries;
    public uint Flags;
    public uint ThreadProcessor;
    public uint ThreadIdle;
    public uint Features;
    public uint WorkQueue;
    public uint Reserved0;
    public uint Reserved1;
    public uint Reserved2;
    public IoUringOffsets Submission;
    public IoUringOffsets Completion;
}
