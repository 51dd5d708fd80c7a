using Microsoft.Win32.SafeHandles;

namespace Farol.Devices.Ssh.Native;

/// <summary>An eventfd: any thread signals it, the thread that polls it wakes. Signals before a wait are not lost.</summary>
internal sealed class WakeHandle : SafeHandleMinusOneIsInvalid
{
    public WakeHandle(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    public int Descriptor => (int)handle;

    public unsafe void Signal()
    {
        // Fails only when the counter is full, and then the waiter is awake anyway.
        var one = 1UL;
        Posix.Write(this, &one, sizeof(ulong));
    }

    public unsafe void Clear()
    {
        ulong count;
        Posix.Read(this, &count, sizeof(ulong));
    }

    protected override bool ReleaseHandle() => Posix.Close((int)handle) == 0;
}
