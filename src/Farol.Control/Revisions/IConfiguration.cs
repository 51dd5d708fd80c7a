namespace Farol.Control.Revisions;

/// <summary>
/// The one truth of what the gateways should do. Every change goes through here, one at a time: edited, checked whole, given to the gateways,
/// and only when they took it (or none is linked) stored as the current revision and audited.
/// </summary>
public interface IConfiguration
{
    ConfigurationState Current { get; }

    /// <summary>Raised on no particular thread after <see cref="Current"/> changed.</summary>
    event Action? Changed;

    Task<ChangeOutcome> ChangeAsync(ConfigurationChange change, CancellationToken cancellationToken);

    /// <summary>A <see cref="IDocumentPart"/> has something else to add: gateways get the document anew. Returns once it is in force or refused.</summary>
    /// <returns>Why it was refused; empty: it is in force, or no gateway is linked.</returns>
    Task<IReadOnlyList<string>> RepublishAsync(CancellationToken cancellationToken);
}
