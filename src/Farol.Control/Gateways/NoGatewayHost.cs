using Farol.Configuration.Gateway;

namespace Farol.Control.Gateways;

/// <summary>Where no supervisor is: gateways run elsewhere, and choose their ports there.</summary>
internal sealed class NoGatewayHost : IGatewayHost
{
    public IReadOnlyDictionary<string, string> Notes { get; } = new Dictionary<string, string>();

    public Task<GatewayDocument> PrepareAsync(GatewayDocument document, CancellationToken cancellationToken) => Task.FromResult(document);

    public bool Start(GatewayDocument document) => false;
}
