using System.Collections.Concurrent;
using Farol.Link.ControlSide;
using Farol.Link.Protocol;

namespace Farol.Link.Tests.Sessions;

/// <summary>Stands for the control plane behind its end of the link.</summary>
internal sealed class RecordingControl : IGatewayHandler
{
    public ConcurrentQueue<string> Told { get; } = new();

    public ConcurrentQueue<SnapshotApplied> AppliedOnes { get; } = new();

    public ConcurrentQueue<SnapshotRefused> RefusedOnes { get; } = new();

    public ConcurrentQueue<Event> Events { get; } = new();

    public ConcurrentQueue<MeteringDelta> Stored { get; } = new();

    public Counters? Last { get; private set; }

    /// <summary>Connected last.</summary>
    public ConnectedGateway? Linked { get; private set; }

    /// <summary>The store fails so many times.</summary>
    public int StoreFailures { get; set; }

    public void Connected(ConnectedGateway gateway)
    {
        Linked = gateway;
        Told.Enqueue($"connected {gateway.Name} {gateway.Identity}");
    }

    public void Disconnected(ConnectedGateway gateway, string reason) => Told.Enqueue($"disconnected {reason}");

    public void Applied(ConnectedGateway gateway, SnapshotApplied applied) => AppliedOnes.Enqueue(applied);

    public void Refused(ConnectedGateway gateway, SnapshotRefused refused) => RefusedOnes.Enqueue(refused);

    public void Counted(ConnectedGateway gateway, Counters counters) => Last = counters;

    public void Happened(ConnectedGateway gateway, Event happened) => Events.Enqueue(happened);

    public ConcurrentQueue<RequestLines> Lines { get; } = new();

    public void Sampled(ConnectedGateway gateway, RequestLines lines) => Lines.Enqueue(lines);

    public ValueTask StoreAsync(ConnectedGateway gateway, MeteringDelta delta, CancellationToken cancellationToken)
    {
        if (StoreFailures > 0)
        {
            StoreFailures--;
            throw new IOException("the disk is full");
        }

        Stored.Enqueue(delta);
        return ValueTask.CompletedTask;
    }

    public void Rejected(string reason) => Told.Enqueue("rejected " + reason);
}
