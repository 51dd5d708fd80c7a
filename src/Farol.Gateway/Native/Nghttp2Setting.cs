using System.Runtime.InteropServices;

namespace Farol.Gateway.Native;

/// <summary>nghttp2_settings_entry; the numbers are those of RFC 9113, 6.5.2, RFC 8441 and RFC 9218.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Nghttp2Setting(int id, uint value)
{
    public const int EnablePush = 2;
    public const int MaxConcurrentStreams = 3;
    public const int InitialWindowSize = 4;
    public const int MaxHeaderListSize = 6;
    public const int EnableConnectProtocol = 8;
    public const int NoOldPriorities = 9;

    public int Id = id;
    public uint Value = value;
}
