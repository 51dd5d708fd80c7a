using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary><c>struct sock_fprog</c> (socket(7), SO_ATTACH_FILTER).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FilterProgram
{
    public ushort Length;
    public FilterStep* Steps;
}
