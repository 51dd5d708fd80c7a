using Farol.Configuration.Gateway;
using Farol.Gateway.Loop;
using Farol.Gateway.Metering;
using Farol.Gateway.Native;

namespace Farol.Gateway.Hosting;

/// <summary>How many event loops there are and by which calls they work: decided when the gateway starts.</summary>
/// <param name="Count">As many threads.</param>
/// <param name="Kind">What was asked for.</param>
/// <param name="RingRefusal">Why the kernel does not let the gateway use io_uring(7); null: it does, or nobody asked.</param>
internal sealed record LoopSettings(int Count, EventLoopKind Kind, string? RingRefusal)
{
    /// <summary>See <see cref="EventLoop.ReadsBeforeRing"/>; null: there is no ring.</summary>
    public int? ReadsBeforeRing => UsesRing ? EventLoop.UsualReadsBeforeRing : null;

    /// <summary>What was asked for cannot be had.</summary>
    public bool IsRefused => Kind == EventLoopKind.IoUring && RingRefusal is not null;

    public static LoopSettings Of(GlobalSection asked) =>
        new(CountOf(asked), asked.EventLoop, asked.EventLoop == EventLoopKind.Epoll ? null : IoUring.Refusal());

    /// <summary>What is asked for and this process cannot have any more.</summary>
    public IEnumerable<string> NotesOn(GlobalSection asked)
    {
        if (CountOf(asked) != Count)
        {
            yield return $"gateway.loops: {CountOf(asked)} is asked for and {Count} are running; it holds from the gateway's next start";
        }

        if (asked.EventLoop != Kind)
        {
            yield return $"gateway.event_loop: {WireNames.Of(asked.EventLoop)} is asked for and {WireNames.Of(Kind)} is running; it holds from the gateway's next start";
        }
    }

    public override string ToString() =>
        $"{Count} by {(UsesRing ? "epoll and io_uring" : Kind == EventLoopKind.Epoll ? "epoll" : $"epoll, without io_uring: {RingRefusal}")}";

    private bool UsesRing => Kind != EventLoopKind.Epoll && RingRefusal is null;

    private static int CountOf(GlobalSection asked) => asked.Loops > 0 ? asked.Loops : Environment.ProcessorCount;
}
