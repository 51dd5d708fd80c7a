using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary><c>struct sock_filter</c> (linux/filter.h): one instruction of a classic packet filter.</summary>
/// <param name="Code">What it does.</param>
/// <param name="Then">Instructions to leap over when its condition holds.</param>
/// <param name="Else">The same when it does not.</param>
/// <param name="Value">Its operand.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FilterStep(ushort Code, byte Then, byte Else, uint Value);
