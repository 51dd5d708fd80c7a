using Farol.Configuration.Gateway;

namespace Farol.Control.Revisions;

/// <summary>The current revision. Immutable.</summary>
public sealed record ConfigurationState
{
    /// <summary>0 before the first.</summary>
    public required long Revision { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What the API made.</summary>
    public required GatewayDocument Api { get; init; }

    /// <summary>What the configuration file says; empty without one.</summary>
    public required GatewayDocument File { get; init; }

    /// <summary>Null without a file.</summary>
    public string? FileName { get; init; }

    /// <summary>Both together, as gateways get it but for what parts add.</summary>
    public required GatewayDocument Whole { get; init; }
}
