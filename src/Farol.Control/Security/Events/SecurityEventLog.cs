using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Farol.Access.Accounts;
using Farol.Access.SecurityEvents;
using Farol.Control.LiveFeed;
using Farol.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Security.Events;

/// <summary>
/// Takes security events from wherever they happen, and stores, counts and publishes them on a thread of its own: whoever reports one neither waits
/// nor learns of a failure.
/// </summary>
internal sealed class SecurityEventLog : BackgroundService, ISecurityEvents
{
    /// <summary>Some seconds of a flood; what does not fit is counted and lost.</summary>
    private const int MaxQueued = 8_192;

    /// <summary>Written in one unit: a flood costs some syncs a second, not thousands.</summary>
    private const int MaxBatch = 500;

    /// <summary>While the database cannot be written, so many wait for it.</summary>
    private const int MaxUnwritten = 10_000;
    private const int MaxText = 500;
    private const int MaxName = 300;

    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _pruneInterval = TimeSpan.FromMinutes(10);

    private readonly Channel<(SecurityEvent Happened, DateTimeOffset At)> _queue =
        Channel.CreateBounded<(SecurityEvent, DateTimeOffset)>(new BoundedChannelOptions(MaxQueued) { SingleReader = true });

    private readonly BurstTable _bursts = new();
    private readonly Dictionary<string, SecurityEventBody> _unwritten = new(StringComparer.Ordinal);
    private readonly SecurityEventStore _store;
    private readonly SecurityTallies _tallies;
    private readonly SourceTable _sources;
    private readonly SourceCountries _countries;
    private readonly SecurityOptions _options;
    private readonly Func<IControlFeed> _feed;
    private readonly Func<ISourceJudge?> _judge;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Counter<long> _counted;
    private readonly Counter<long> _dropped;
    private DateTimeOffset _pruned;

    /// <param name="feed">Asked for when the first event comes: what the feed is made of reports events itself.</param>
    /// <param name="judge">Null: nobody blocks by rule.</param>
    public SecurityEventLog(
        SecurityEventStore store,
        SecurityTallies tallies,
        SourceTable sources,
        SourceCountries countries,
        SecurityOptions options,
        Func<IControlFeed> feed,
        Func<ISourceJudge?> judge,
        IMeterFactory meters,
        TimeProvider time,
        ILogger<SecurityEventLog> log)
    {
        (_store, _tallies, _sources, _countries, _options, _feed, _judge, _time, _log) = (store, tallies, sources, countries, options, feed, judge, time, log);
        var meter = meters.Create("Farol.Control.Security");
        _counted = meter.CreateCounter<long>("farol_security_events_total", null, "Security events, each of a burst counted");
        _dropped = meter.CreateCounter<long>("farol_security_events_dropped_total", null, "Security events that were not stored: too many at once, or the database could not be written");
    }

    public void Report(SecurityEvent happened)
    {
        var now = _time.GetUtcNow();
        _counted.Add(1, new("type", SecurityWords.Of(happened.Type)), new("rule", happened.Rule));
        _tallies.Count(happened, happened.TenantId ?? PlatformTenant.Id);
        if (!_queue.Writer.TryWrite((happened, now)))
        {
            _dropped.Add(1);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        while (_queue.Reader.TryRead(out var last))
        {
            Take(last.Happened, last.At);
        }

        _bursts.TakeAll().ForEach(Keep);
        await WriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await WaitAsync(stoppingToken);
            for (var i = 0; i < MaxBatch && _queue.Reader.TryRead(out var next); i++)
            {
                Take(next.Happened, next.At);
            }

            foreach (var ended in _bursts.TakeEnded(_time.GetUtcNow()))
            {
                Tell(ended);
            }

            await WriteAsync(stoppingToken);
            await PruneAsync(stoppingToken);
        }
    }

    /// <summary>Until something comes; at most a second while a burst or an unwritten event waits for its turn, and for pruning otherwise.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var turn = Task.Delay(_bursts.IsEmpty && _unwritten.Count == 0 ? _pruneInterval : _look, _time, limit.Token);
        await Task.WhenAny(_queue.Reader.WaitToReadAsync(limit.Token).AsTask(), turn);
        await limit.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Take(SecurityEvent reported, DateTimeOffset at)
    {
        var happened = Cut(reported);
        var tenant = happened.TenantId ?? PlatformTenant.Id;
        var earlier = happened.Source is { } source ? _sources.Count(source, tenant, at) : 0;
        _judge()?.Judge(happened, at);
        if (_bursts.TryAdd(happened, at))
        {
            return;
        }

        var body = new SecurityEventBody
        {
            Id = Guid.CreateVersion7(at).ToString("N"),
            Type = SecurityWords.Of(happened.Type),
            Severity = SecurityWords.Of(happened.Severity),
            Source = happened.Source,
            Target = happened.Target,
            Rule = happened.Rule,
            Description = happened.Description,
            Timestamp = at,
            Country = _countries.Of(happened.Source),
            Blocked = happened.Blocked,
            RiskScore = RiskRule.Score(happened, earlier),
            Count = 1,
            LastSeen = at,
            TenantId = tenant,
        };
        if (_bursts.Begin(happened, body) is { } before)
        {
            Tell(before);
        }

        Tell(body);
    }

    private void Tell(SecurityEventBody body)
    {
        Keep(body);
        _tallies.Show(body);
        _feed().Publish(FeedChannels.Security, body.TenantId == PlatformTenant.Id ? null : body.TenantId, FeedChannels.SecurityEvent, body);
    }

    private void Keep(SecurityEventBody body)
    {
        if (_unwritten.Count < MaxUnwritten || _unwritten.ContainsKey(body.Id))
        {
            _unwritten[body.Id] = body;
        }
        else
        {
            _dropped.Add(1);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (_unwritten.Count == 0)
        {
            return;
        }

        try
        {
            await _store.SaveAsync(_unwritten.Values, cancellationToken);
            _unwritten.Clear();
        }
        catch (StoreException failure)
        {
            _log.LogWarning("{Count} security event(s) wait for the database: {Reason}", _unwritten.Count, failure.Message);
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (now - _pruned < _pruneInterval)
        {
            return;
        }

        _pruned = now;
        try
        {
            await _store.PruneAsync(now.AddDays(-_options.RetentionDays), _options.MaxEvents, cancellationToken);
        }
        catch (StoreException failure)
        {
            _log.LogWarning("Old security events could not be removed: {Reason}", failure.Message);
        }
    }

    /// <summary>Names and texts come from requests: nobody fills a database with one of them.</summary>
    private static SecurityEvent Cut(SecurityEvent reported) => reported with
    {
        Rule = Cut(reported.Rule, MaxName)!,
        Description = Cut(reported.Description, MaxText)!,
        Source = Cut(reported.Source, MaxName),
        Target = Cut(reported.Target, MaxName),
    };

    private static string? Cut(string? text, int maxLength) => text is { } given && given.Length > maxLength ? given[..maxLength] : text;
}
