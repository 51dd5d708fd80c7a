using Farol.Link.Protocol;

namespace Farol.Control.Metrics;

/// <summary>The backends of every gateway that is linked. Used under the lock of <see cref="TrafficFigures"/>.</summary>
internal sealed class BackendTable
{
    /// <summary>Worst first.</summary>
    private static readonly string[] _byConcern = ["unhealthy", "set_aside", "on_trial", "disabled", "draining", "healthy", ""];

    private readonly Dictionary<string, Dictionary<string, BackendBaseline>> _byGateway = new(StringComparer.Ordinal);
    private long _second;

    public void Take(string gateway, IReadOnlyCollection<BackendCounters> backends, long second)
    {
        _second = Math.Max(_second, second);
        var before = _byGateway.GetValueOrDefault(gateway);
        var isSame = before is not null && before.Count == backends.Count && backends.All(b => before.ContainsKey(b.Id));
        var known = isSame ? before! : backends.DistinctBy(b => b.Id).ToDictionary(b => b.Id, b => before?.GetValueOrDefault(b.Id) ?? new BackendBaseline(), StringComparer.Ordinal);
        _byGateway[gateway] = known;
        foreach (var backend in backends)
        {
            known[backend.Id].Take(backend, second);
        }
    }

    public void Forget(string gateway) => _byGateway.Remove(gateway);

    public IReadOnlyList<BackendFigures> Read(string? tenantId) =>
    [
        .. _byGateway.Values.SelectMany(g => g.Values).Where(b => b.Last is not null && (tenantId is null || FigureScopes.TenantOfSeries(b.Last.Tenant) == tenantId))
            .GroupBy(b => b.Last!.Id, StringComparer.Ordinal).Select(g => Sum([.. g])).OrderBy(b => b.Id, StringComparer.Ordinal),
    ];

    private BackendFigures Sum(IReadOnlyList<BackendBaseline> views)
    {
        var all = views.Select(v => v.Last!).ToList();
        var worst = all.MinBy(b => Array.IndexOf(_byConcern, b.State) is >= 0 and var at ? at : _byConcern.Length)!;
        var (requests, failures) = views.Select(v => v.LastMinute(_second)).Aggregate((a, b) => (a.Requests + b.Requests, a.Failures + b.Failures));
        var checkedAt = all.Where(b => b.HasLastCheckUnixMilliseconds).Select(b => b.LastCheckUnixMilliseconds).DefaultIfEmpty().Max();
        return new BackendFigures
        {
            Id = worst.Id,
            Pool = worst.Pool,
            TenantId = FigureScopes.TenantOfSeries(worst.Tenant),
            State = worst.State,
            Requests = all.Sum(b => b.RequestsTotal),
            Failures = all.Sum(b => b.FailuresTotal),
            InFlight = all.Sum(b => b.InFlight),
            Connections = all.Sum(b => b.OpenConnections),
            LatencyMilliseconds = Latency(all),
            ErrorPercent = requests == 0 ? null : 100.0 * failures / requests,
            StateSince = worst.HasStateSinceUnixMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(worst.StateSinceUnixMilliseconds) : null,
            LastCheck = checkedAt == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(checkedAt),
            LastError = all.Select(b => b.LastError).FirstOrDefault(e => e.Length > 0),
        };
    }

    private static double? Latency(List<BackendCounters> all)
    {
        var measured = all.Where(b => b.HasLatencyMicroseconds).ToList();
        var weight = measured.Sum(b => Math.Max(1, b.RequestsTotal));
        return measured.Count == 0 ? null : measured.Sum(b => b.LatencyMicroseconds * (double)Math.Max(1, b.RequestsTotal)) / weight / 1000;
    }
}
