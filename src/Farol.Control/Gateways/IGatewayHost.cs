using Farol.Configuration.Gateway;

namespace Farol.Control.Gateways;

/// <summary>What a configuration needs of this machine: listening sockets, and a gateway that runs. Implemented by whoever has a supervisor.</summary>
public interface IGatewayHost
{
    /// <summary>What people should know of the ports that were chosen; by listener.</summary>
    IReadOnlyDictionary<string, string> Notes { get; }

    /// <summary>The document for the gateway of this machine: with the listeners that are to be opened, each of which can be had.</summary>
    /// <exception cref="Revisions.ChangeException">A port cannot be had; the text names the setting or the listener.</exception>
    Task<GatewayDocument> PrepareAsync(GatewayDocument document, CancellationToken cancellationToken);

    /// <summary>Has the gateway of this machine run, if there is one. Called with every document that was published.</summary>
    /// <returns>True: this is the first call, so that its answer takes as long as a start.</returns>
    bool Start(GatewayDocument document);
}
