using System.Collections.Concurrent;
using Farol.Configuration.Gateway;
using Farol.Control.Revisions;

namespace Farol.Control.Tests.Certificates;

/// <summary>The real configuration, and each document that certificates had published.</summary>
internal sealed class PublishedDocuments(LiveConfiguration configuration, Func<GatewayDocument> document, ConcurrentQueue<GatewayDocument> published) : IConfiguration
{
    public event Action? Changed
    {
        add => configuration.Changed += value;
        remove => configuration.Changed -= value;
    }

    public ConfigurationState Current => configuration.Current;

    public Task<ChangeOutcome> ChangeAsync(ConfigurationChange change, CancellationToken cancellationToken) => configuration.ChangeAsync(change, cancellationToken);

    public Task<IReadOnlyList<string>> RepublishAsync(CancellationToken cancellationToken)
    {
        published.Enqueue(document());
        return configuration.RepublishAsync(cancellationToken);
    }
}
