using System.Threading.Channels;
using Farol.Access.Problems;
using Farol.Access.SecurityEvents;
using Farol.Configuration.Gateway;
using Farol.Control.Gateways;
using Farol.Link.Documents;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Revisions;

/// <inheritdoc cref="IConfiguration"/>
/// <remarks>
/// One loop serves all changes. Those that came while the one before was on its way are judged one after the other, given to gateways as one document
/// and stored in one commit, each a revision of its own.
/// </remarks>
internal sealed class LiveConfiguration(
    RevisionStore store, GatewayPublisher publisher, DocumentJudge judge, ObjectStates objects, ISecurityEvents events, ILogger<LiveConfiguration> log, TimeProvider time)
    : IConfiguration, IHostedService, IDisposable
{
    /// <summary>A person waits for each; the limit is for programs, which are told to come back.</summary>
    private const int MaxWaiting = 1000;

    /// <summary>Served as one publication. A refusal makes each of them a publication of its own.</summary>
    private const int MaxTogether = 100;

    /// <summary>Ten publications a second: gateways take over tables at most so often.</summary>
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(100);

    private readonly Channel<PendingChange> _waiting = Channel.CreateBounded<PendingChange>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private Task _serving = Task.CompletedTask;
    private volatile ConfigurationState _current = new() { Revision = 0, CreatedAt = default, Api = GatewayDocument.Empty, File = GatewayDocument.Empty, Whole = GatewayDocument.Empty };
    private long _publishedAt;

    public event Action? Changed;

    public ConfigurationState Current => _current;

    public Task<ChangeOutcome> ChangeAsync(ConfigurationChange change, CancellationToken cancellationToken) => EnqueueAsync(
        new PendingChange(RevisionCause.Of(change), s => s with { Api = change.Edit(s) }) { DryRun = change.DryRun }, cancellationToken);

    public async Task<IReadOnlyList<string>> RepublishAsync(CancellationToken cancellationToken)
    {
        var outcome = await EnqueueAsync(new PendingChange(new RevisionCause("farol", "configuration.republish", "gateways"), s => s) { MustPublish = true }, cancellationToken);
        return outcome.Problem is { } problem ? [.. problem.Errors?.SelectMany(e => e.Value) ?? [problem.Detail]] : [];
    }

    /// <summary>Waits for its turn and for what becomes of it. Once it has begun, a caller that goes away does not stop it.</summary>
    public async Task<ChangeOutcome> EnqueueAsync(PendingChange change, CancellationToken cancellationToken)
    {
        if (!_waiting.Writer.TryWrite(change))
        {
            return new ChangeOutcome { State = _current, Problem = ApiProblem.Unavailable($"{MaxWaiting} changes of the configuration wait already; come back in a moment.", TimeSpan.FromSeconds(1)) };
        }

        return await change.Outcome.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Before any other service begins: what is current must be known to whoever asks.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await store.LoadCurrentAsync(cancellationToken) is { } stored)
        {
            _current = stored.ToState();
        }

        objects.Load(await store.ObjectsAsync(cancellationToken));
        _serving = ServeAsync(_stop.Token);
    }

    /// <summary>What has begun is stored or not at all; what waits is refused.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await _stop.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (_waiting.Reader.TryRead(out var left))
        {
            left.Outcome.TrySetResult(new ChangeOutcome { State = _current, Problem = ApiProblem.Unavailable("The control plane stops; nothing was changed.") });
        }
    }

    public void Dispose() => _stop.Dispose();

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        var together = new List<PendingChange>();
        while (await _waiting.Reader.WaitToReadAsync(cancellationToken))
        {
            var wait = _pace - time.GetElapsedTime(Volatile.Read(ref _publishedAt));
            if (_publishedAt != 0 && wait > TimeSpan.Zero && publisher.HasGateways)
            {
                await Task.Delay(wait, time, cancellationToken);
            }

            together.Clear();
            while (together.Count < MaxTogether && _waiting.Reader.TryRead(out var change))
            {
                together.Add(change);
            }

            await ServeAsync(together);
        }
    }

    private async Task ServeAsync(IReadOnlyList<PendingChange> together)
    {
        try
        {
            var steps = Judge(together);
            if (steps.Count > 0)
            {
                await GiveAsync(steps);
            }
        }
        catch (Exception failure)
        {
            log.LogError(failure, "A change of the configuration failed; the one before goes on");
            foreach (var change in together)
            {
                change.Outcome.TrySetException(failure);
            }
        }
    }

    /// <summary>Answers what needs no gateway; the rest comes back in order, each step on the one before.</summary>
    private List<ChangeStep> Judge(IReadOnlyList<PendingChange> together)
    {
        var steps = new List<ChangeStep>();
        var state = _current;
        foreach (var change in together)
        {
            if (Judge(change, state) is { } step)
            {
                steps.Add(step);
                state = step.State;
            }
        }

        return steps;
    }

    private ChangeStep? Judge(PendingChange change, ConfigurationState before)
    {
        ConfigurationState wanted;
        try
        {
            wanted = change.Edit(before);
        }
        catch (ChangeException refused)
        {
            change.Outcome.TrySetResult(new ChangeOutcome { State = before, Problem = refused.Problem });
            return null;
        }

        wanted = wanted with { Api = GatewayCheck.Complete(wanted.Api) };
        var isSame = wanted.Api.Equals(before.Api) && wanted.File.Equals(before.File) && wanted.FileName == before.FileName;
        var state = isSame ? before : wanted with { Revision = before.Revision + 1, CreatedAt = time.GetUtcNow(), Whole = DocumentComposition.Whole(wanted.Api, wanted.File) };
        var complete = judge.Complete(state.Whole);
        var problem = DocumentJudge.FindProblem(state, complete, change.Cause.TenantId);
        var differences = isSame || problem is not null ? [] : RevisionDifferences.Between(before.Whole, state.Whole);
        if (problem is not null || change.DryRun || (isSame && !change.MustPublish))
        {
            change.Outcome.TrySetResult(new ChangeOutcome { State = before, Problem = problem, Differences = Plain(differences) });
            return null;
        }

        return new ChangeStep(change, state, isSame ? null : new RevisionDraft(change.Cause, before, state, differences), complete);
    }

    private async Task GiveAsync(List<ChangeStep> steps)
    {
        var last = steps[^1];
        FleetAnswer answer;
        Publication publication;
        try
        {
            Volatile.Write(ref _publishedAt, time.GetTimestamp());
            (answer, publication) = await publisher.GiveAsync(last.State.Revision, last.Complete);
        }
        catch (ChangeException refused)
        {
            await RefuseAsync(steps, refused.Problem);
            return;
        }

        if (answer.Refused.Count > 0)
        {
            await publisher.BringBackAsync();
            await RefuseAsync(steps, Problem(answer.Refused));
            return;
        }

        try
        {
            await store.AddAsync([.. steps.Select(s => s.Draft).OfType<RevisionDraft>()], CancellationToken.None);
        }
        catch
        {
            // What cannot be stored must not stay in force: after the next start nobody would know of it.
            await publisher.BringBackAsync();
            throw;
        }

        publisher.Accept(publication);
        Accept(steps, answer);
    }

    /// <summary>One alone is refused; of several each has its own try, so that one bad change takes no good one with it.</summary>
    private async Task RefuseAsync(List<ChangeStep> steps, ApiProblem problem)
    {
        if (steps is [var only])
        {
            only.Change.Outcome.TrySetResult(new ChangeOutcome { State = _current, Problem = problem });
            return;
        }

        foreach (var step in steps)
        {
            await ServeAsync([step.Change]);
        }
    }

    private void Accept(List<ChangeStep> steps, FleetAnswer answer)
    {
        var isChanged = steps.Exists(s => s.Draft is not null);
        foreach (var draft in steps.Select(s => s.Draft).OfType<RevisionDraft>())
        {
            objects.Changed(draft);
            log.LogInformation("Revision {Revision} by {Actor} ({Source}): {Action} {Target}", draft.State.Revision, draft.Cause.Actor, draft.Cause.Source, draft.Cause.Action, draft.Cause.Target);
            events.Report(new SecurityEvent(SecurityEventType.Allowed, SecuritySeverity.Info, "configuration.changed", $"{draft.Cause.Actor}: {draft.Cause.Action} {draft.Cause.Target} (revision {draft.State.Revision})")
            {
                Source = draft.Cause.From,
                Target = draft.Cause.Target,
                TenantId = draft.Cause.TenantId,
            });
        }

        _current = steps[^1].State;
        foreach (var step in steps)
        {
            step.Change.Outcome.TrySetResult(new ChangeOutcome { State = step.State, Differences = Plain(step.Draft?.Differences ?? []), InForceAt = answer.InForce });
        }

        if (isChanged)
        {
            Changed?.Invoke();
        }
    }

    private static List<Difference> Plain(IReadOnlyList<RevisionDifference> differences) => [.. differences.Select(d => new Difference(d.Kind, d.Object, d.Field, d.Before, d.After))];

    private static ApiProblem Problem(IReadOnlyList<LinkedGateway> refused) => ApiProblem.Invalid(
        refused.ToDictionary(g => $"gateway {g.Name}", g => g.Refused!.Reasons.Select(ReasonText.Of).ToArray(), StringComparer.Ordinal));
}
