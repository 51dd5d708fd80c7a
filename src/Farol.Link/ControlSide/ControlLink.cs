using System.Collections.Concurrent;
using System.Net.Sockets;
using Farol.Link.Documents;
using Farol.Link.Endpoints;
using Farol.Link.Protocol;

namespace Farol.Link.ControlSide;

/// <summary>The control plane's end of all its gateways' links.</summary>
public sealed class ControlLink(IGatewayHandler handler, string programVersion, LinkLimits limits, TimeProvider time)
{
    private readonly LatestDocument _local = new();
    private readonly LatestDocument _remote = new();
    private readonly ConcurrentDictionary<GatewaySession, Task> _sessions = new();
    private readonly NamedSessions _names = new();
    private readonly QuotaBook _quotas = new(limits, time);

    /// <summary>Every gateway, connected now or later, is brought to this document.</summary>
    public void Publish(LinkDocument document) => Publish(document, document);

    /// <summary>The same revision for gateways on this machine, whose ports are chosen here, and for those on others, which choose theirs.</summary>
    public void Publish(LinkDocument local, LinkDocument remote)
    {
        _local.Set(local);
        _remote.Set(remote);
    }

    /// <summary>Tells every gateway to finish what is under way and to take nothing new.</summary>
    public void Drain(TimeSpan deadline) => Tell(new Command { Kind = Command.Types.Kind.Drain, DeadlineMilliseconds = (uint)deadline.TotalMilliseconds });

    /// <summary>Tells every gateway to end at once.</summary>
    public void Stop() => Tell(new Command { Kind = Command.Types.Kind.Stop });

    /// <summary>Which way a request would take, and why, asked of the linked gateway that has the newest document; null: none is linked, or it does not answer in time.</summary>
    public Task<RouteAnswer?> AskAsync(RouteQuestion question, CancellationToken cancellationToken) =>
        _sessions.Keys.Select(s => s.Gateway).OfType<ConnectedGateway>().MaxBy(g => g.AppliedRevision ?? 0)?.AskAsync(question, cancellationToken) ?? Task.FromResult<RouteAnswer?>(null);

    /// <summary>Ends the links of a gateway of another machine; it is told why.</summary>
    public void Dismiss(string name, string reason)
    {
        foreach (var session in _sessions.Keys.Where(s => s.IsRemote && s.Name == name))
        {
            session.Dismiss(reason);
        }
    }

    /// <summary>Accepts gateways until cancelled, then ends their links.</summary>
    public async Task RunAsync(ILinkListener listener, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await AcceptAsync(listener, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(_sessions.Values);
        }
    }

    private async Task AcceptAsync(ILinkListener listener, CancellationToken cancellationToken)
    {
        try
        {
            var peer = await listener.AcceptAsync(cancellationToken);
            var session = new GatewaySession(peer, handler, peer.Name is null ? _local : _remote, _names, _quotas, limits, programVersion, time);
            if (_sessions.Count >= limits.MaxGateways)
            {
                handler.Rejected($"{peer.Identity}: {limits.MaxGateways} gateways are connected already");
                await session.DisposeAsync();
                return;
            }

            var running = new TaskCompletionSource();
            _sessions[session] = running.Task;
            _ = ServeAsync(session, running, cancellationToken);
        }
        catch (LinkException refused)
        {
            handler.Rejected(refused.Message);
        }
        catch (SocketException failed) when (!cancellationToken.IsCancellationRequested)
        {
            // Out of descriptors, or the other end was gone before it was taken: nothing of it is left, but the processor must not spin on it.
            handler.Rejected("a connection could not be accepted: " + failed.Message);
            await Task.Delay(limits.FirstRetry, time, cancellationToken);
        }
    }

    private async Task ServeAsync(GatewaySession session, TaskCompletionSource running, CancellationToken cancellationToken)
    {
        await using (session)
        {
            await Task.Yield();
            try
            {
                await session.RunAsync(cancellationToken);
            }
            catch (Exception failure)
            {
                // A handler's failure ends this gateway's link, which begins anew, and not the others'.
                handler.Rejected($"{session.Name ?? "a gateway"}: {failure.Message}");
            }
        }

        _sessions.TryRemove(session, out _);
        running.SetResult();
    }

    private void Tell(Command command)
    {
        foreach (var session in _sessions.Keys)
        {
            session.TrySend(new Envelope { Command = command });
        }
    }
}
