using System.Text.Json;
using Farol.Monitor.Answers;
using Farol.Store.Caching;

namespace Farol.Monitor.Polling;

/// <summary>Polls one family, keeps its figures serialised in the cache and hands them to whoever publishes.</summary>
/// <typeparam name="TReading">What the router said.</typeparam>
/// <typeparam name="TPayload">What endpoints and frames show of it.</typeparam>
internal sealed class Family<TReading, TPayload> : IFamily
    where TReading : class
    where TPayload : class
{
    private readonly ICache _cache;
    private readonly TimeProvider _time;
    private readonly string _key;
    private readonly Func<Reading<TReading>, CancellationToken, ValueTask<TPayload>> _project;
    private readonly Func<FamilyUpdate, ValueTask> _publish;
    private readonly Poll<TReading> _poll;
    private AnswerBody? _last;

    public Family(
        FamilyPlan plan,
        string cacheKey,
        ICache cache,
        TimeProvider time,
        Func<CancellationToken, Task<TReading>> read,
        Func<Reading<TReading>, CancellationToken, ValueTask<TPayload>> project,
        Func<FamilyUpdate, ValueTask> publish)
    {
        Plan = plan;
        _cache = cache;
        _time = time;
        _key = cacheKey;
        _project = project;
        _publish = publish;
        _poll = new Poll<TReading>(plan.Name, plan.Interval, plan.Offset, read, TakeAsync, time);
    }

    public FamilyPlan Plan { get; }

    public PollState State => _poll.State;

    public bool IsStale => _poll.IsStale;

    public DateTimeOffset? TakenAt => _poll.Current?.TakenAt;

    /// <summary>The last reading, or null.</summary>
    public Reading<TReading>? Current => _poll.Current;

    public Task RunAsync(CancellationToken cancellationToken) => _poll.RunAsync(cancellationToken);

    public Task RefreshAsync(CancellationToken cancellationToken) => _poll.RefreshAsync(cancellationToken);

    public async Task<AnswerBody> GetAsync(CancellationToken cancellationToken)
    {
        if (await _cache.GetAsync(_key, cancellationToken) is { } kept)
        {
            return Kept(kept);
        }

        var answer = await _poll.GetAsync(Plan.TimeToLive, cancellationToken);
        var last = _last ?? throw new InvalidOperationException($"The family {Plan.Name} has a reading and no payload");
        return last with { IsCached = answer.IsCached, IsStale = answer.IsStale || IsTooOld(last.TakenAt), StaleReason = answer.Reason };
    }

    public AnswerBody? FindKept() => _cache.Find(_key) is { } kept ? Kept(kept) : null;

    private AnswerBody Kept(CachedValue kept)
    {
        var isStale = IsTooOld(kept.StoredAt);
        return new AnswerBody(kept.Bytes, kept.StoredAt, IsCached: true, isStale, isStale ? State.LastError : null);
    }

    private bool IsTooOld(DateTimeOffset takenAt) => _time.GetUtcNow() - takenAt > Plan.Interval * 3;

    private async ValueTask TakeAsync(Reading<TReading> reading)
    {
        var payload = await _project(reading, CancellationToken.None);
        var json = JsonSerializer.SerializeToUtf8Bytes(payload, MonitorJson.Options);
        var fields = json.AsMemory(1, json.Length - 2);
        _last = new AnswerBody(fields, reading.TakenAt, IsCached: false, IsStale: false, StaleReason: null);
        await _cache.SetAsync(_key, fields, Plan.TimeToLive, CancellationToken.None);
        await _publish(new FamilyUpdate(Plan, json, reading.TakenAt));
    }
}
