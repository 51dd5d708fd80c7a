using System.Text.Json.Serialization;

namespace Farol.Configuration.Gateway;

/// <summary>By which calls of the kernel the event loops wait, receive and send.</summary>
[JsonConverter(typeof(WordJsonConverter<EventLoopKind>))]
public enum EventLoopKind
{
    /// <summary>io_uring(7) where the kernel lets the gateway use it (Linux 6.1, not switched off by the host or its container), else epoll(7).</summary>
    Auto,

    Epoll,

    /// <summary>Not without it: for those who would rather have no gateway than a slower one.</summary>
    IoUring,
}
