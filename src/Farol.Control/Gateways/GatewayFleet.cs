using System.Collections.Concurrent;
using Farol.Link.ControlSide;
using Farol.Link.Documents;
using Farol.Link.Protocol;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Gateways;

/// <summary>What the link's control end hears from every gateway: kept by name, told to whoever registered for it, and waited for by publications.</summary>
internal sealed class GatewayFleet(UsageStore usage, Lazy<IEnumerable<IGatewayObserver>> observers, ILogger<GatewayFleet> log, TimeProvider time) : IGatewayFleet, IGatewayHandler
{
    /// <summary>An attack makes thousands of events a second: a few of them say what it is, and their number how much of it there is.</summary>
    private const int MaxLoggedEventsPerSecond = 20;

    private readonly ConcurrentDictionary<string, FleetMember> _members = new(StringComparer.Ordinal);
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<LinkedGateway> All => [.. _members.Values.Select(m => m.State).OrderBy(s => s.Name, StringComparer.Ordinal)];

    public LinkedGateway? Find(string name) => _members.TryGetValue(name, out var member) ? member.State : null;

    /// <summary>The gateway of this machine is asked first; all of them run on the same document.</summary>
    public async Task<RouteAnswer?> AskAsync(RouteQuestion question, CancellationToken cancellationToken)
    {
        foreach (var member in _members.Values.Where(m => m.State.IsConnected).OrderBy(m => m.State.Name != GatewayLinks.Local))
        {
            if (member.Connection is { } connection && await connection.AskAsync(question, cancellationToken) is { } answer)
            {
                return answer;
            }
        }

        return null;
    }

    public WantedOf Want(RequestsWanted wanted)
    {
        var linked = _members.Values.Where(m => m.State.IsConnected).OrderBy(m => m.State.Name, StringComparer.Ordinal).ToLookup(m => m.Connection?.KnowsRequests == true);
        return new WantedOf([.. linked[true].Where(m => m.Connection!.TryWant(wanted)).Select(m => m.State.Name)], [.. linked[false].Select(m => m.State.Name)]);
    }

    public Task<ReadOnlyMemory<byte>> ReadMetricsAsync(string gateway, CancellationToken cancellationToken) =>
        _members.GetValueOrDefault(gateway)?.Connection?.ReadMetricsAsync(cancellationToken) ?? Task.FromResult(default(ReadOnlyMemory<byte>));

    /// <summary>Waits until each of the gateways has put the document in force, refused it, or gone; no longer than the limit.</summary>
    /// <param name="gateways">Their names.</param>
    /// <param name="hashes">The document's, in each of the forms that gateways get.</param>
    /// <param name="limit">Those that have not answered by then are not listed as in force.</param>
    public async Task<FleetAnswer> AnswersAsync(IReadOnlyCollection<string> gateways, IReadOnlyList<ReadOnlyMemory<byte>> hashes, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        while (true)
        {
            var changed = _changed.Task;
            var states = gateways.Select(Find).OfType<LinkedGateway>().ToList();
            var answer = new FleetAnswer(
                [.. states.Where(s => s.IsConnected && s.Refused is null && s.Applied is { } applied && Is(applied.Name, hashes)).Select(s => s.Name)],
                [.. states.Where(s => s.Refused is { } refused && Is(refused.Name, hashes))],
                [.. states.Where(s => !s.IsConnected).Select(s => s.Name)]);
            if (answer.Refused.Count > 0 || answer.InForce.Count + answer.Away.Count >= gateways.Count)
            {
                return answer;
            }

            try
            {
                await changed.WaitAsync(both.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return answer;
            }
        }
    }

    public void Connected(ConnectedGateway gateway)
    {
        var member = _members.GetOrAdd(gateway.Name, static name => new FleetMember(name));
        member.Connection = gateway;
        var now = time.GetUtcNow();
        Change(member, s => s with { IsConnected = true, Disconnection = null, Since = now, LastSeen = now, ProgramVersion = gateway.ProgramVersion });
        log.LogInformation("Gateway {Gateway} ({Identity}) is linked", gateway.Name, gateway.Identity);
    }

    public void Disconnected(ConnectedGateway gateway, string reason)
    {
        // The link of a start before may be given up after the new one is there.
        if (_members.TryGetValue(gateway.Name, out var member) && ReferenceEquals(member.Connection, gateway))
        {
            Change(member, s => s with { IsConnected = false, Disconnection = reason, Since = time.GetUtcNow() });
        }

        log.LogWarning("Gateway {Gateway} is away: {Reason}. It goes on with the configuration that it has", gateway.Name, reason);
    }

    /// <summary>It belongs to the fleet no more; what its link still says is passed over.</summary>
    public void Forget(string name)
    {
        if (_members.TryRemove(name, out var member))
        {
            Change(member, s => s with { IsConnected = false, Disconnection = "it was revoked", Since = time.GetUtcNow() });
        }
    }

    public void Applied(ConnectedGateway gateway, SnapshotApplied applied)
    {
        if (Current(gateway) is { } member)
        {
            Change(member, s => s with { Applied = applied, Refused = null });
            log.LogInformation("Gateway {Gateway} runs on revision {Revision}", gateway.Name, applied.Name.Revision);
        }
    }

    public void Refused(ConnectedGateway gateway, SnapshotRefused refused)
    {
        if (Current(gateway) is { } member)
        {
            Change(member, s => s with { Refused = refused });
            log.LogError(
                "Gateway {Gateway} refuses revision {Revision} and goes on with the one before: {Reasons}", gateway.Name, refused.Name.Revision, string.Join("; ", refused.Reasons.Select(ReasonText.Of)));
        }
    }

    public void Counted(ConnectedGateway gateway, Counters counters)
    {
        if (Current(gateway) is not { } member)
        {
            return;
        }

        var state = member.Change(s => s with { Counters = counters, LastSeen = time.GetUtcNow() });
        // Counters come once a second.
        if (member.TakeEvents() - MaxLoggedEventsPerSecond is > 0 and var more)
        {
            log.LogWarning("Gateway {Gateway}: {Count} further events in this second", gateway.Name, more);
        }

        Tell(o => o.Counted(state, counters));
    }

    public void Happened(ConnectedGateway gateway, Event happened)
    {
        if (Current(gateway) is not { } member)
        {
            return;
        }

        if (member.CountEvent() <= MaxLoggedEventsPerSecond)
        {
            log.LogWarning("Gateway {Gateway}: {Type}: {Text} ({Subject})", gateway.Name, happened.Type, happened.Text, happened.Subject);
        }

        var state = member.State;
        Tell(o => o.Happened(state, happened));
    }

    public void Sampled(ConnectedGateway gateway, RequestLines lines)
    {
        if (Current(gateway) is { State: var state })
        {
            Tell(o => o.Sampled(state, lines));
        }
    }

    public async ValueTask StoreAsync(ConnectedGateway gateway, MeteringDelta delta, CancellationToken cancellationToken)
    {
        if (!await usage.StoreAsync(gateway.Name, delta, cancellationToken))
        {
            log.LogInformation("Usage {Number} of gateway {Gateway} came again; it is counted once", delta.Number, gateway.Name);
        }
    }

    public void Rejected(string reason) => log.LogWarning("A link was refused: {Reason}", reason);

    private static bool Is(SnapshotName name, IReadOnlyList<ReadOnlyMemory<byte>> hashes)
    {
        foreach (var hash in hashes)
        {
            if (name.Hash.Span.SequenceEqual(hash.Span))
            {
                return true;
            }
        }

        return false;
    }

    private FleetMember? Current(ConnectedGateway gateway) =>
        _members.TryGetValue(gateway.Name, out var member) && ReferenceEquals(member.Connection, gateway) ? member : null;

    private void Change(FleetMember member, Func<LinkedGateway, LinkedGateway> change)
    {
        var state = member.Change(change);
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        Tell(o => o.Changed(state));
    }

    private void Tell(Action<IGatewayObserver> call)
    {
        foreach (var observer in observers.Value)
        {
            try
            {
                call(observer);
            }
            catch (Exception failure)
            {
                // One feature's failure ends neither the link nor the others' news.
                log.LogError(failure, "{Observer} failed on news of a gateway", observer.GetType().Name);
            }
        }
    }
}
