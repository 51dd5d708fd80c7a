using Farol.Link.Documents;
using Farol.Link.Endpoints;
using Farol.Link.Framing;
using Farol.Link.Protocol;
using Google.Protobuf;

namespace Farol.Link.ControlSide;

/// <summary>One gateway's link, on the control plane's end: greeting, the newest document whenever there is one, and what comes up.</summary>
internal sealed class GatewaySession(
    LinkPeer peer, IGatewayHandler handler, LatestDocument documents, NamedSessions names, QuotaBook quotas, LinkLimits limits, string programVersion, TimeProvider time) : IAsyncDisposable
{
    private readonly TaskCompletionSource<string> _dismissed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FrameStream _frames = new(peer.Stream);
    private LinkChannel? _channel;
    private ConnectedGateway? _gateway;

    public string? Name => _gateway?.Name;

    /// <summary>Null before the greeting is over.</summary>
    public ConnectedGateway? Gateway => _gateway;

    public string Identity => peer.Identity;

    /// <summary>Whether it came from another machine.</summary>
    public bool IsRemote => peer.Name is not null;

    /// <summary>Runs until the link ends. The greeting's failures are told as rejected, later ones as disconnected.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            (_gateway, var current) = await GreetAsync(cancellationToken);
            _channel = new LinkChannel(_frames, limits, limits.HeartbeatInterval, time);
            _gateway.Questions = new GatewayQuestions(_channel, limits, time);
            handler.Connected(_gateway);
            quotas.Joined(this);
            await TalkUntilDismissedAsync(_gateway, _channel, current, cancellationToken);
        }
        catch (LinkException ended)
        {
            Ended(Dismissal ?? ended.Message);
        }
        catch (OperationCanceledException) when (Dismissal is { } dismissal && !cancellationToken.IsCancellationRequested)
        {
            Ended(dismissal);
        }
        catch (OperationCanceledException)
        {
            Ended("the control plane stops");
        }
        finally
        {
            names.Leave(this);
            if (!cancellationToken.IsCancellationRequested)
            {
                // At this process's own end nobody left: those that share go on sharing with what they know.
                quotas.Left(this);
            }
        }
    }

    /// <summary>Ends this link; the other end is told why.</summary>
    public void Dismiss(string reason) => _dismissed.TrySetResult(reason);

    public bool TrySend(Envelope envelope) => _channel?.TrySend(envelope) ?? false;

    public ValueTask DisposeAsync() => _frames.DisposeAsync();

    private string? Dismissal => _dismissed.Task.IsCompletedSuccessfully ? _dismissed.Task.GetAwaiter().GetResult() : null;

    private async Task TalkUntilDismissedAsync(ConnectedGateway gateway, LinkChannel channel, SnapshotName? current, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var talking = TalkAsync(gateway, channel, current, end.Token);
        await Task.WhenAny(talking, peer.Dismissed, _dismissed.Task);
        if (!talking.IsCompleted)
        {
            if (peer.Dismissed.IsCompleted)
            {
                Dismiss(await peer.Dismissed);
            }

            channel.TrySend(new Envelope { Goodbye = new Goodbye { Reason = Dismissal! } });
            // One that takes nothing any more does not hear it either.
            end.CancelAfter(limits.Farewell * 2);
        }

        await talking;
    }

    private void Ended(string reason)
    {
        if (_gateway is null)
        {
            handler.Rejected($"{peer.Identity}: {reason}");
        }
        else
        {
            handler.Disconnected(_gateway, reason);
        }
    }

    private async Task<(ConnectedGateway Gateway, SnapshotName? Current)> GreetAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(limits.HelloTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var first = await _frames.ReadAsync(limits.MaxFirstFrameBytes, both.Token);
            var hello = first?.Hello ?? throw new LinkException(LinkFault.Malformed, "it did not begin with a hello");
            if (LinkVersion.Negotiate(hello.LowestVersion, hello.HighestVersion) is not { } version)
            {
                var reason = $"it speaks versions {hello.LowestVersion} to {hello.HighestVersion} of the link, this end {LinkVersion.Lowest} to {LinkVersion.Current}: update the older one";
                await _frames.WriteAsync(new Envelope { Goodbye = new Goodbye { Reason = reason } }, limits.MaxFirstFrameBytes, both.Token);
                throw new LinkException(LinkFault.Version, reason);
            }

            var gateway = new ConnectedGateway(peer.Name ?? hello.Gateway, hello.StartId, peer.Identity, hello.ProgramVersion, version);
            if (names.Enter(this, gateway) is { } taken)
            {
                await _frames.WriteAsync(new Envelope { Goodbye = new Goodbye { Reason = taken } }, limits.MaxFirstFrameBytes, both.Token);
                throw new LinkException(LinkFault.Peer, taken);
            }

            var welcome = new Welcome { Version = version, ProgramVersion = programVersion, HeartbeatMilliseconds = (uint)limits.HeartbeatInterval.TotalMilliseconds };
            await _frames.WriteAsync(new Envelope { Welcome = welcome }, limits.MaxFirstFrameBytes, both.Token);
            return (gateway, hello.Current);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new LinkException(LinkFault.Silent, $"no hello within {limits.HelloTimeout.TotalSeconds:0.#} s");
        }
    }

    private async Task TalkAsync(ConnectedGateway gateway, LinkChannel channel, SnapshotName? current, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (documents.Newest is { } newest && newest.Is(current))
        {
            // It has it already, from its disk or from before the link broke.
            gateway.Sent = newest;
            gateway.AppliedRevision = current!.Revision;
        }

        var feeding = FeedAsync(gateway, channel, both.Token);
        try
        {
            await channel.RunAsync((envelope, token) => HandleAsync(gateway, channel, envelope, token), cancellationToken);
        }
        finally
        {
            gateway.Questions!.Abandon();
            await both.CancelAsync();
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FeedAsync(ConnectedGateway gateway, LinkChannel channel, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = documents.Changed;
            if (documents.Newest is { } newest && newest != gateway.Sent)
            {
                var change = gateway.Sent is { } sent ? DocumentChanges.Between(sent, newest, limits.MaxChangedObjects) : null;
                gateway.Sent = newest;
                await channel.SendAsync(change is null ? new Envelope { Snapshot = newest.ToMessage() } : new Envelope { Change = change }, cancellationToken);
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private async ValueTask HandleAsync(ConnectedGateway gateway, LinkChannel channel, Envelope envelope, CancellationToken cancellationToken)
    {
        switch (envelope.BodyCase)
        {
            case Envelope.BodyOneofCase.Applied:
                gateway.AppliedRevision = envelope.Applied.Name?.Revision;
                handler.Applied(gateway, envelope.Applied);
                break;
            case Envelope.BodyOneofCase.Refused:
                handler.Refused(gateway, envelope.Refused);
                break;
            case Envelope.BodyOneofCase.Wanted when documents.Newest is { } newest:
                gateway.Sent = newest;
                await channel.SendAsync(new Envelope { Snapshot = newest.ToMessage() }, cancellationToken);
                break;
            case Envelope.BodyOneofCase.Counters:
                handler.Counted(gateway, envelope.Counters);
                break;
            case Envelope.BodyOneofCase.Event:
                handler.Happened(gateway, envelope.Event);
                break;
            case Envelope.BodyOneofCase.RequestLines:
                handler.Sampled(gateway, envelope.RequestLines);
                break;
            case Envelope.BodyOneofCase.Metering:
                await handler.StoreAsync(gateway, envelope.Metering, cancellationToken);
                await channel.SendAsync(new Envelope { Stored = new MeteringStored { StartId = envelope.Metering.StartId, Number = envelope.Metering.Number } }, cancellationToken);
                break;
            case Envelope.BodyOneofCase.QuotaRequest:
                await channel.SendAsync(new Envelope { QuotaLease = quotas.Lease(this, envelope.QuotaRequest) }, cancellationToken);
                break;
            case Envelope.BodyOneofCase.CertificateWanted when peer.Certify is not null:
                var issued = await peer.Certify(envelope.CertificateWanted.SigningRequest.Memory, cancellationToken);
                await channel.SendAsync(new Envelope { CertificateIssued = new CertificateIssued { Certificate = ByteString.CopyFrom(issued) } }, cancellationToken);
                break;
            case Envelope.BodyOneofCase.RouteAnswer:
                gateway.Questions!.Answer(envelope.RouteAnswer);
                break;
            case Envelope.BodyOneofCase.MetricsText:
                gateway.Questions!.Answer(envelope.MetricsText);
                break;
            default:
                throw new LinkException(LinkFault.Malformed, $"a gateway does not send {envelope.BodyCase}");
        }
    }
}
