using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Farol.Supervision.Native;

/// <summary>
/// Packets over a Unix socket that may carry a descriptor: sendmsg(2), recvmsg(2), cmsg(3), SCM_RIGHTS of unix(7). Structures as 64-bit Linux
/// lays them out.
/// </summary>
internal static unsafe partial class DescriptorPassing
{
    private const int SolSocket = 1;
    private const int ScmRights = 1;
    private const int NoSignal = 0x4000;
    private const int DoNotWait = 0x40;
    private const int CloseOnExec = 0x40000000;

    /// <summary>CMSG_LEN(sizeof(int)): a header of 16 bytes and one descriptor.</summary>
    private const int ControlLength = 20;

    /// <summary>CMSG_SPACE(sizeof(int)).</summary>
    private const int ControlSpace = 24;

    /// <exception cref="IOException">The packet was not taken whole.</exception>
    public static void Send(SafeSocketHandle socket, ReadOnlySpan<byte> packet, SafeHandle? descriptor)
    {
        var isAdded = false;
        descriptor?.DangerousAddRef(ref isAdded);
        try
        {
            fixed (byte* bytes = packet)
            {
                var slice = new Slice { Start = bytes, Length = (nuint)packet.Length };
                var message = new Message { Slices = &slice, SliceCount = 1 };
                var control = stackalloc byte[ControlSpace];
                if (descriptor is not null)
                {
                    *(Control*)control = new Control { Length = ControlLength, Level = SolSocket, Type = ScmRights, Descriptor = (int)descriptor.DangerousGetHandle() };
                    message.Controls = control;
                    message.ControlLength = ControlSpace;
                }

                if (SendMessage(socket, &message, NoSignal | DoNotWait) != packet.Length)
                {
                    throw new IOException("sendmsg: " + Marshal.GetLastPInvokeErrorMessage());
                }
            }
        }
        finally
        {
            if (isAdded)
            {
                descriptor!.DangerousRelease();
            }
        }
    }

    /// <summary>Takes the packet that is there.</summary>
    /// <param name="socket">A socket that is ready to be read.</param>
    /// <param name="into">Room for a whole packet.</param>
    /// <param name="descriptor">What came with it; the caller owns it.</param>
    /// <returns>The packet's length, 0 at the end, or -1 when there is none after all.</returns>
    public static int Receive(SafeSocketHandle socket, Span<byte> into, out SafeSocketHandle? descriptor)
    {
        descriptor = null;
        fixed (byte* bytes = into)
        {
            var slice = new Slice { Start = bytes, Length = (nuint)into.Length };
            var control = stackalloc byte[ControlSpace];
            var message = new Message { Slices = &slice, SliceCount = 1, Controls = control, ControlLength = ControlSpace };
            var got = ReceiveMessage(socket, &message, DoNotWait | CloseOnExec);
            var rights = (Control*)control;
            if (got >= 0 && message.ControlLength >= ControlLength && rights->Level == SolSocket && rights->Type == ScmRights)
            {
                descriptor = new SafeSocketHandle(rights->Descriptor, ownsHandle: true);
            }

            return (int)got;
        }
    }

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static partial nint SendMessage(SafeSocketHandle socket, Message* message, int flags);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint ReceiveMessage(SafeSocketHandle socket, Message* message, int flags);

    [StructLayout(LayoutKind.Sequential)]
    private struct Slice
    {
        public byte* Start;
        public nuint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Message
    {
        public void* Name;
        public uint NameLength;
        public Slice* Slices;
        public nuint SliceCount;
        public byte* Controls;
        public nuint ControlLength;
        public int Flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Control
    {
        public nuint Length;
        public int Level;
        public int Type;
        public int Descriptor;
    }
}
