namespace Farol.Gateway.Native;

/// <summary>What epoll(7) reports of a descriptor.</summary>
[Flags]
internal enum ReadyEvents : uint
{
    None = 0,
    Read = 0x001,
    Write = 0x004,
    Error = 0x008,

    /// <summary>Both directions are shut.</summary>
    HangUp = 0x010,

    /// <summary>The peer sends nothing more; it may still read.</summary>
    PeerHangUp = 0x2000,

    /// <summary>One waiting loop is woken, not all of them.</summary>
    Exclusive = 1u << 28,
    EdgeTriggered = 1u << 31,
}
