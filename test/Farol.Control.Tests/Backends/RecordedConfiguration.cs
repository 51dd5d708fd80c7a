using Farol.Control.Revisions;

namespace Farol.Control.Tests.Backends;

/// <summary>The real configuration, and a list of what was changed through it.</summary>
internal sealed class RecordedConfiguration(LiveConfiguration configuration) : IConfiguration
{
    public event Action? Changed
    {
        add => configuration.Changed += value;
        remove => configuration.Changed -= value;
    }

    public ConfigurationState Current => configuration.Current;

    /// <summary>Changes that were stored, in order.</summary>
    public List<ConfigurationChange> Changes { get; } = [];

    public async Task<ChangeOutcome> ChangeAsync(ConfigurationChange change, CancellationToken cancellationToken)
    {
        var outcome = await configuration.ChangeAsync(change, cancellationToken);
        if (outcome.Problem is null && !change.DryRun)
        {
            Changes.Add(change);
        }

        return outcome;
    }

    public Task<IReadOnlyList<string>> RepublishAsync(CancellationToken cancellationToken) => configuration.RepublishAsync(cancellationToken);
}
