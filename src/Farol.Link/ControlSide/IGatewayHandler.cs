using Farol.Link.Protocol;

namespace Farol.Link.ControlSide;

/// <summary>What the control plane does with what a gateway says. Called one at a time for one gateway.</summary>
public interface IGatewayHandler
{
    void Connected(ConnectedGateway gateway);

    /// <param name="gateway">Who.</param>
    /// <param name="reason">How the link ended, in words for the log and the health report.</param>
    void Disconnected(ConnectedGateway gateway, string reason);

    void Applied(ConnectedGateway gateway, SnapshotApplied applied);

    void Refused(ConnectedGateway gateway, SnapshotRefused refused);

    void Counted(ConnectedGateway gateway, Counters counters);

    void Happened(ConnectedGateway gateway, Event happened);

    /// <summary>Requests that were wanted, and how many there were.</summary>
    void Sampled(ConnectedGateway gateway, RequestLines lines);

    /// <summary>Stores the delta for good, once: the same (gateway, start, number) may come again. It is acknowledged when this returns.</summary>
    ValueTask StoreAsync(ConnectedGateway gateway, MeteringDelta delta, CancellationToken cancellationToken);

    /// <summary>Somebody who may not speak tried to, or a link began wrongly.</summary>
    void Rejected(string reason);
}
