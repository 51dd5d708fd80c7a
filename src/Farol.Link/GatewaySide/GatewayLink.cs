using Farol.Link.Documents;
using Farol.Link.Endpoints;
using Farol.Link.Framing;
using Farol.Link.Joining;
using Farol.Link.Protocol;
using Farol.Link.Quotas;
using Google.Protobuf;

namespace Farol.Link.GatewaySide;

/// <summary>
/// The gateway's end of the link. It connects again for as long as it runs; while the control plane is away the gateway goes on with what it has,
/// and what was used meanwhile is told afterwards.
/// </summary>
public sealed class GatewayLink : IQuotaSource
{
    private readonly IControlledGateway _gateway;
    private readonly SnapshotKeeper _documents;
    private readonly LinkIdentity _identity;
    private readonly ILinkObserver _observer;
    private readonly LinkLimits _limits;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly MeteringOutbox _outbox;
    private readonly PendingAnswers<QuotaLease> _quotas = new();
    private volatile LinkChannel? _channel;
    private DateTimeOffset _meteredUntil;
    private DateTimeOffset _cutDue;
    private ulong _counted;
    private int _gateways;

    public GatewayLink(IControlledGateway gateway, SnapshotKeeper documents, LinkIdentity identity, ILinkObserver observer, LinkLimits limits, TimeProvider time, Random random)
    {
        (_gateway, _documents, _identity, _observer, _limits, _time, _random) = (gateway, documents, identity, observer, limits, time, random);
        _outbox = new MeteringOutbox(identity.StartId, limits);
        _meteredUntil = time.GetUtcNow();
    }

    /// <summary>Tells of something that happened. False: the link is away or behind, and it is not told.</summary>
    public bool TryTell(Event happened) => _channel?.TrySend(new Envelope { Event = happened }) ?? false;

    /// <summary>Tells of requests that were wanted. False as above, or some that were told before still wait.</summary>
    public bool TryTell(RequestLines lines) => _channel?.TrySend(lines) ?? false;

    public bool IsLinked => _channel is not null;

    public int Gateways => Volatile.Read(ref _gateways);

    public Task<QuotaLease?> LeaseAsync(IReadOnlyList<QuotaWant> wants, CancellationToken cancellationToken) => _quotas.AskAsync(
        _channel, number => new Envelope { QuotaRequest = new QuotaRequest { Number = number, Wants = { wants } } }, cancellationToken);

    /// <summary>Before the end: what was used up to now, told and stored; given up when the control plane is away or takes longer than that.</summary>
    public async Task FlushAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(limit, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        _cutDue = DateTimeOffset.MinValue;
        try
        {
            // The next round of counters cuts and sends; the answer empties the outbox.
            var round = Interlocked.Read(ref _counted);
            while (_channel is not null && (Interlocked.Read(ref _counted) == round || _outbox.Pending().Count > 0))
            {
                await Task.Delay(_limits.FirstRetry, _time, both.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // What is not stored by now goes with the process.
        }
    }

    public async Task RunAsync(ILinkConnector connector, CancellationToken cancellationToken)
    {
        var retry = _limits.FirstRetry;
        var isTold = false;
        var told = "";
        while (true)
        {
            var begun = _time.GetTimestamp();
            try
            {
                var (frames, renewal) = await ConnectAsync(connector, cancellationToken);
                await using (frames)
                {
                    await TalkAsync(frames, renewal, cancellationToken);
                }
            }
            catch (LinkException ended)
            {
                // A link that lasted begins anew at once; one that breaks again and again does not fill the log.
                if (_time.GetElapsedTime(begun) > _limits.MaxRetry)
                {
                    (retry, isTold) = (_limits.FirstRetry, false);
                }

                // What the other end gives as its reason is news whenever it is another one.
                if (!isTold || (ended.Fault is LinkFault.Peer or LinkFault.Version && ended.Message != told))
                {
                    _observer.Lost(ended);
                    (isTold, told) = (true, ended.Message);
                }
            }

            // Many gateways that lost one control plane do not come back in one moment.
            await Task.Delay(retry * (0.5 + (_random.NextDouble() / 2)), _time, cancellationToken);
            retry = TimeSpan.FromTicks(Math.Min(retry.Ticks * 2, _limits.MaxRetry.Ticks));
        }
    }

    private async Task<(FrameStream Frames, IdentityRenewal? Renewal)> ConnectAsync(ILinkConnector connector, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_limits.HelloTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        FrameStream? frames = null;
        try
        {
            var peer = await connector.ConnectAsync(both.Token);
            frames = new FrameStream(peer.Stream);
            await frames.WriteAsync(new Envelope { Hello = Hello() }, _limits.MaxFirstFrameBytes, both.Token);
            var welcome = await WelcomeAsync(frames, both.Token);
            _observer.Connected(connector.Address, welcome.ProgramVersion);
            return (frames, peer.Renewal);
        }
        catch (Exception failed)
        {
            await (frames?.DisposeAsync() ?? ValueTask.CompletedTask);
            if (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new LinkException(LinkFault.Silent, $"{connector.Address} did not answer within {_limits.HelloTimeout.TotalSeconds:0.#} s", failed);
            }

            throw;
        }
    }

    private Hello Hello() => new()
    {
        LowestVersion = LinkVersion.Lowest,
        HighestVersion = LinkVersion.Current,
        Gateway = _identity.Name,
        StartId = _identity.StartId,
        ProgramVersion = _identity.ProgramVersion,
        Current = _documents.Current?.Name ?? new SnapshotName(),
    };

    private async Task<Welcome> WelcomeAsync(FrameStream frames, CancellationToken cancellationToken)
    {
        var answer = await frames.ReadAsync(_limits.MaxFirstFrameBytes, cancellationToken) ?? throw new LinkException(LinkFault.Closed, "the control plane closed instead of answering");
        return answer.BodyCase switch
        {
            Envelope.BodyOneofCase.Welcome when answer.Welcome.Version is >= LinkVersion.Lowest and <= LinkVersion.Current => answer.Welcome,
            Envelope.BodyOneofCase.Goodbye => throw new LinkException(LinkFault.Version, "the control plane refuses: " + answer.Goodbye.Reason),
            _ => throw new LinkException(LinkFault.Malformed, "the control plane did not answer with a welcome of a version that this end speaks"),
        };
    }

    private async Task TalkAsync(FrameStream frames, IdentityRenewal? renewal, CancellationToken cancellationToken)
    {
        await using var channel = new LinkChannel(frames, _limits, _limits.HeartbeatInterval, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (_documents.Current is { } current)
        {
            // A control plane that was started anew learns what is in force here, and where it listens.
            channel.TrySend(Applied(current, _documents.Outcome));
        }

        _channel = channel;
        var telling = TellAsync(channel, renewal, both.Token);
        try
        {
            await channel.RunAsync((envelope, token) => HandleAsync(channel, renewal, envelope, token), cancellationToken);
        }
        finally
        {
            _channel = null;
            _quotas.Abandon();
            await both.CancelAsync();
            await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Counters, and usage where there was any, once a second; first the usage that an earlier link did not get stored.</summary>
    private async Task TellAsync(LinkChannel channel, IdentityRenewal? renewal, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(_limits.HeartbeatInterval, _time);
        ulong sent = 0;
        var isKnown = false;
        do
        {
            var counters = _gateway.ReadCounters(isWhole: !isKnown);
            counters.Number = Interlocked.Read(ref _counted) + 1;
            // What a frame without room would have told is told whole by the next.
            isKnown = channel.TrySend(new Envelope { Counters = counters });
            if (renewal?.Due() is { } request)
            {
                channel.TrySend(new Envelope { CertificateWanted = new CertificateWanted { SigningRequest = ByteString.CopyFrom(request) } });
            }

            CutUsage();
            Interlocked.Increment(ref _counted);
            foreach (var delta in _outbox.Pending().Where(d => d.Number > sent))
            {
                await channel.SendAsync(new Envelope { Metering = delta }, cancellationToken);
                sent = delta.Number;
            }
        }
        while (await tick.WaitForNextTickAsync(cancellationToken));
    }

    private void CutUsage()
    {
        var now = _time.GetUtcNow();
        if (now >= _cutDue && _outbox.HasRoom)
        {
            var rows = _gateway.TakeMetering();
            if (rows.Count > 0)
            {
                _outbox.Add(rows, _meteredUntil, now);
            }

            // What comes next is told from here on, also after a stretch in which nothing was used.
            _meteredUntil = now;
            var pause = TimeSpan.FromSeconds((double)rows.Count / _limits.MaxMeteringRowsPerSecond);
            _cutDue = now + (pause > _limits.MeteringInterval ? pause : _limits.MeteringInterval);
        }
    }

    private async ValueTask HandleAsync(LinkChannel channel, IdentityRenewal? renewal, Envelope envelope, CancellationToken cancellationToken)
    {
        switch (envelope.BodyCase)
        {
            case Envelope.BodyOneofCase.Snapshot:
                await ApplyAsync(channel, LinkDocument.From(envelope.Snapshot), cancellationToken);
                break;
            case Envelope.BodyOneofCase.Change when _documents.Changed(envelope.Change) is { } document:
                await ApplyAsync(channel, document, cancellationToken);
                break;
            case Envelope.BodyOneofCase.Change:
                await channel.SendAsync(new Envelope { Wanted = new SnapshotWanted { Current = _documents.Current?.Name ?? new SnapshotName() } }, cancellationToken);
                break;
            case Envelope.BodyOneofCase.Command when envelope.Command.Kind == Command.Types.Kind.Drain:
                _gateway.End(TimeSpan.FromMilliseconds(envelope.Command.DeadlineMilliseconds));
                break;
            case Envelope.BodyOneofCase.Command when envelope.Command.Kind == Command.Types.Kind.Stop:
                _gateway.End(TimeSpan.Zero);
                break;
            case Envelope.BodyOneofCase.Stored:
                _outbox.Stored(envelope.Stored);
                break;
            case Envelope.BodyOneofCase.QuotaLease:
                // It stays as it was said last while the control plane is away.
                Volatile.Write(ref _gateways, (int)Math.Clamp(envelope.QuotaLease.Gateways, 1, int.MaxValue));
                _quotas.Answer(envelope.QuotaLease.Number, envelope.QuotaLease);
                break;
            case Envelope.BodyOneofCase.RouteQuestion:
                await channel.SendAsync(new Envelope { RouteAnswer = _gateway.Explain(envelope.RouteQuestion) }, cancellationToken);
                break;
            case Envelope.BodyOneofCase.RequestsWanted:
                _gateway.Want(envelope.RequestsWanted);
                break;
            case Envelope.BodyOneofCase.MetricsWanted:
                var text = UnsafeByteOperations.UnsafeWrap(_gateway.ReadMetrics());
                await channel.SendAsync(new Envelope { MetricsText = new MetricsText { Number = envelope.MetricsWanted.Number, PrometheusText = text } }, cancellationToken);
                break;
            case Envelope.BodyOneofCase.CertificateIssued when renewal is not null:
                renewal.Take(envelope.CertificateIssued.Certificate.Span, _observer);
                break;
            default:
                throw new LinkException(LinkFault.Malformed, $"a control plane does not send {envelope.BodyCase}");
        }
    }

    private async Task ApplyAsync(LinkChannel channel, LinkDocument document, CancellationToken cancellationToken)
    {
        var outcome = await _documents.ApplyAsync(document, cancellationToken);
        if (outcome.IsApplied)
        {
            await channel.SendAsync(Applied(document, outcome), cancellationToken);
        }
        else
        {
            var refused = new SnapshotRefused { Name = document.Name };
            refused.Reasons.AddRange(outcome.Reasons);
            await channel.SendAsync(new Envelope { Refused = refused }, cancellationToken);
        }
    }

    private static Envelope Applied(LinkDocument document, ApplyOutcome outcome)
    {
        var applied = new SnapshotApplied { Name = document.Name };
        applied.Notes.AddRange(outcome.Notes);
        applied.Listeners.AddRange(outcome.Listeners);
        return new Envelope { Applied = applied };
    }
}
