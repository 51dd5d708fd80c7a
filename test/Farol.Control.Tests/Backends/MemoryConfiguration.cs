using Farol.Access.Problems;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;

namespace Farol.Control.Tests.Backends;

/// <summary>The configuration without a store and without gateways: edits, checks the whole and keeps it.</summary>
internal sealed class MemoryConfiguration(Lazy<IEnumerable<IDocumentPart>> parts, GatewayDocument? file = null, GatewayDocument? api = null) : IConfiguration, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    public event Action? Changed;

    public ConfigurationState Current { get; private set; } = State(1, api ?? GatewayDocument.Empty, file ?? GatewayDocument.Empty);

    public List<ConfigurationChange> Changes { get; } = [];

    public async Task<ChangeOutcome> ChangeAsync(ConfigurationChange change, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var after = State(Current.Revision + 1, change.Edit(Current), Current.File);
            var errors = GatewayCheck.Errors(parts.Value.Aggregate(after.Whole, (d, p) => p.AddTo(d)), "test");
            if (errors.Count > 0)
            {
                return new ChangeOutcome
                {
                    State = Current,
                    Problem = ApiProblem.Invalid(errors.GroupBy(e => e.Key, e => e.Message).ToDictionary(g => g.Key, g => g.ToArray())),
                };
            }

            var differences = Differences.Between(Current.Whole, after.Whole);
            if (!change.DryRun)
            {
                Changes.Add(change);
                Current = after;
            }

            return new ChangeOutcome { State = Current, Differences = differences };
        }
        finally
        {
            _one.Release();
            Changed?.Invoke();
        }
    }

    public Task<IReadOnlyList<string>> RepublishAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    public void Dispose() => _one.Dispose();

    private static ConfigurationState State(long revision, GatewayDocument api, GatewayDocument file)
    {
        var completed = GatewayCheck.Complete(api);
        return new ConfigurationState
        {
            Revision = revision,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Api = completed,
            File = GatewayCheck.Complete(file),
            FileName = file == GatewayDocument.Empty ? null : "farol.yaml",
            Whole = GatewayCheck.Complete(file with { Gateway = file.Gateway == new GlobalSection() ? api.Gateway : file.Gateway, Pools = [.. file.Pools, .. completed.Pools], Routes = [.. file.Routes, .. completed.Routes] }),
        };
    }
}
