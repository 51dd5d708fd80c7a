using Farol.Configuration.Gateway;

namespace Farol.Control.Revisions;

/// <summary>A pending change that was judged good, on the state that those before it make.</summary>
/// <param name="Draft">Null: the configuration stays as it is, and only gateways get it anew.</param>
/// <param name="Complete">As gateways get it.</param>
internal sealed record ChangeStep(PendingChange Change, ConfigurationState State, RevisionDraft? Draft, GatewayDocument Complete);
