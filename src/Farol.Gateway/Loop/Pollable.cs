using Farol.Gateway.Native;

namespace Farol.Gateway.Loop;

/// <summary>Something with a descriptor that an <see cref="EventLoop"/> watches. Lives on that loop's thread only.</summary>
internal abstract class Pollable
{
    /// <summary>What a connection is watched for.</summary>
    public const ReadyEvents Everything = ReadyEvents.Read | ReadyEvents.Write | ReadyEvents.PeerHangUp | ReadyEvents.EdgeTriggered;

    /// <summary>The place in the loop's table; -1 while nobody watches.</summary>
    internal int Slot { get; set; } = -1;

    /// <summary>It is told again of what it leaves standing.</summary>
    internal bool IsLevelTriggered { get; set; }

    /// <summary>Names it in a report of the watchdog.</summary>
    public abstract string Role { get; }

    /// <summary>Called with what became ready since the last call. Must not throw and must not block.</summary>
    public abstract void OnReady(ReadyEvents events);

    /// <summary>It threw: whatever it was doing ends here.</summary>
    public virtual void OnFault()
    {
    }
}
