using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Farol.Devices.Ssh.Native;

/// <summary>
/// Hears from libssh's log why an opening failed. The session's own error text cannot be relied on for it: when algorithms do not agree
/// or the server says goodbye, libssh closes the socket, and if the socket was writable in that moment it then writes
/// "Socket error: Success" over the reason (0.10.6).
/// </summary>
/// <remarks>Level, callback and what was heard are of the calling thread alone, and a thread has one session.</remarks>
internal static unsafe class LibsshReasonLog
{
    /// <summary><c>SSH_LOG_TRACE</c>: errors are logged only at this level. Too much for an open session.</summary>
    private const int TraceLevel = 4;

    [ThreadStatic]
    private static string? _heard;

    /// <summary>The first reason since <see cref="Start"/>, or null.</summary>
    public static string? Heard => _heard;

    public static void Start()
    {
        _heard = null;
        _ = Libssh.SetLogCallback(&Hear);
        _ = Libssh.SetLogLevel(TraceLevel);
    }

    public static void Stop() => _ = Libssh.SetLogLevel(0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Hear(int priority, byte* function, byte* text, void* userData)
    {
        var line = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text);
        if (_heard is null && (line.IndexOf("no match for method"u8) >= 0 || line.IndexOf("Received SSH_MSG_DISCONNECT"u8) >= 0))
        {
            _heard = Encoding.Latin1.GetString(line);
        }
    }
}
