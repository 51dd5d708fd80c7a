namespace Farol.Gateway.Loop;

/// <summary>What a completion of a <see cref="SocketRing"/> is the outcome of.</summary>
internal enum RingCall
{
    /// <summary>A cancel: what it ended completes by itself.</summary>
    Cancel,

    /// <summary>The loop's epoll has events.</summary>
    Epoll,
    Receive,
    Send,
    PollWrite,
}
