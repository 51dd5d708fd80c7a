using Farol.Configuration.Gateway;
using Farol.Control.Revisions;

namespace Farol.Control.Tests;

/// <summary>A configuration that a test makes up, for features that only read it.</summary>
internal sealed class FakeConfiguration(GatewayDocument document) : IConfiguration
{
    public ConfigurationState Current { get; private set; } = new()
    {
        Revision = 7,
        CreatedAt = new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero),
        Api = document,
        File = GatewayDocument.Empty,
        Whole = document,
    };

    public event Action? Changed;

    public void Set(GatewayDocument changed)
    {
        Current = Current with { Revision = Current.Revision + 1, Api = changed, Whole = changed };
        Changed?.Invoke();
    }

    /// <summary>Whatever somebody wants changed stays as the test made it.</summary>
    public Task<ChangeOutcome> ChangeAsync(ConfigurationChange change, CancellationToken cancellationToken) => Task.FromResult(new ChangeOutcome { State = Current });

    public Task<IReadOnlyList<string>> RepublishAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
}
