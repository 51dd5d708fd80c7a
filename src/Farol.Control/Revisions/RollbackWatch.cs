using Farol.Access.SecurityEvents;
using Farol.Control.Gateways;
using Farol.Link.Protocol;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Revisions;

/// <summary>
/// Takes a revision back by itself, where the settings say so: when a route answers more than the limit with 5xx while the revision is on trial, and did
/// not do so before. The configuration goes back to the newest revision that stood its trial.
/// </summary>
internal sealed class RollbackWatch : IGatewayObserver
{
    private readonly LiveConfiguration _configuration;
    private readonly RevisionStore _store;
    private readonly RevisionOptions _options;
    private readonly ISecurityEvents _events;
    private readonly GatewayHealth _health;
    private readonly ILogger<RollbackWatch> _log;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Queue<(long Revision, DateTimeOffset Since)> _trials = new();
    private readonly SeriesTotals _totals = new();
    private SeriesTotals _base = new();
    private SeriesTotals _before = new();
    private DateTimeOffset _beforeAt;
    private long _good;
    private long _newest;
    private bool _isRollingBack;

    public RollbackWatch(LiveConfiguration configuration, RevisionStore store, RevisionOptions options, ISecurityEvents events, GatewayHealth health, ILogger<RollbackWatch> log, TimeProvider time)
    {
        (_configuration, _store, _options, _events, _health, _log, _time) = (configuration, store, options, events, health, log, time);
        (_good, _newest) = (configuration.Current.Revision, configuration.Current.Revision);
    }

    public void Counted(LinkedGateway gateway, Counters counters)
    {
        if (_options.RollbackErrorPercent == 0)
        {
            return;
        }

        lock (_gate)
        {
            Advance();
            foreach (var series in counters.Series)
            {
                _totals.Set(gateway.Name, series);
            }

            // Before the first there is nothing to go back to.
            if (_good > 0 && _trials.Count > 0 && !_isRollingBack && counters.Series.FirstOrDefault(s => !s.Route.StartsWith(Tenants.TenantNames.Separator) && IsBroken(gateway.Name, s)) is { } broken)
            {
                _isRollingBack = true;
                var (requests, errors) = _totals.Since(_base, gateway.Name, broken);
                _ = RollBackAsync(_newest, _good, $"route {broken.Route} answered {errors} of {requests} requests with 5xx, more than {_options.RollbackErrorPercent} %, within {_options.RollbackWatch.TotalSeconds:0} s of the change");
            }
        }
    }

    /// <summary>New revisions go on trial, those that stood theirs are good.</summary>
    private void Advance()
    {
        var now = _time.GetUtcNow();
        if (_configuration.Current.Revision is var current && current != _newest)
        {
            if (_trials.Count == 0)
            {
                _base = _totals.Copy();
            }

            _newest = current;
            _trials.Enqueue((current, now));
        }

        var isProven = false;
        while (_trials.TryPeek(out var oldest) && now - oldest.Since >= _options.RollbackWatch)
        {
            (_good, isProven) = (_trials.Dequeue().Revision, true);
        }

        if (isProven || (_trials.Count == 0 && now - _beforeAt >= _options.RollbackWatch))
        {
            (_before, _base, _beforeAt) = (_base, _totals.Copy(), now);
        }
    }

    private bool IsBroken(string gateway, SeriesCounters series) => IsOver(_totals.Since(_base, gateway, series)) && !IsOver(_base.Since(_before, gateway, series));

    private bool IsOver((long Requests, long Errors) share) =>
        share.Requests >= _options.RollbackMinimumRequests && share.Errors * 100 > share.Requests * _options.RollbackErrorPercent;

    private async Task RollBackAsync(long revision, long good, string reason)
    {
        try
        {
            var then = good == 0 ? null : await _store.FindAsync(good, CancellationToken.None);
            var (api, file, name) = then is null ? (Configuration.Gateway.GatewayDocument.Empty, Configuration.Gateway.GatewayDocument.Empty, null) : (then.Api, then.File, then.Row.FileName);
            var cause = new RevisionCause("farol", "configuration.rollback", $"revision {good}") { Source = RevisionSources.Rollback, BackTo = good, Reason = reason };
            var isOfFile = false;
            var outcome = await _configuration.EnqueueAsync(
                new PendingChange(cause, s =>
                {
                    isOfFile = !s.File.Equals(file);
                    return s.Revision == revision
                        ? s with { Api = api, File = file, FileName = name }
                        : throw new ChangeException(Access.Problems.ApiProblem.Conflict($"revision {s.Revision} came meanwhile"));
                }),
                CancellationToken.None);
            if (outcome.Problem is { } problem)
            {
                _log.LogError("Revision {Revision} should go back to {Good}, and does not: {Problem}. {Reason}", revision, good, problem.Detail, reason);
                return;
            }

            _log.LogWarning("Revision {Revision} is taken back, revision {Good} is in force again as {New}: {Reason}", revision, good, outcome.State.Revision, reason);
            _events.Report(new SecurityEvent(SecurityEventType.Suspicious, SecuritySeverity.High, "configuration.rolled_back", $"revision {revision} was taken back to {good}: {reason}") { Target = $"revision {revision}" });
            if (isOfFile)
            {
                _health.Fault($"{_configuration.Current.FileName ?? "the configuration file"} is not used: {reason}");
            }

            Accept(outcome.State.Revision);
        }
        catch (Exception failure)
        {
            _log.LogError(failure, "Revision {Revision} should go back to {Good}, and does not", revision, good);
        }
        finally
        {
            lock (_gate)
            {
                _isRollingBack = false;
            }
        }
    }

    /// <summary>What stood before needs no trial.</summary>
    private void Accept(long revision)
    {
        lock (_gate)
        {
            _trials.Clear();
            (_newest, _good, _base, _beforeAt) = (revision, revision, _totals.Copy(), _time.GetUtcNow());
        }
    }
}
