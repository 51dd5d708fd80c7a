using Farol.Configuration.Gateway;

namespace Farol.Control.Revisions;

/// <summary>One change that somebody wants.</summary>
/// <param name="Actor">Who, as the audit names them.</param>
/// <param name="Action">What, as <c>object.verb</c>: <c>pool.create</c>.</param>
/// <param name="Target">On what: an id.</param>
/// <param name="Edit">Makes the new API part of the one it is given. May run again when it is checked first; throws <see cref="ChangeException"/> to refuse.</param>
public sealed record ConfigurationChange(string Actor, string Action, string Target, Func<ConfigurationState, GatewayDocument> Edit)
{
    /// <summary>Address that it came from.</summary>
    public string? From { get; init; }

    /// <summary>The tenant it concerns; null: the installation.</summary>
    public string? TenantId { get; init; }

    /// <summary>Why, in the words of whoever made it.</summary>
    public string? Reason { get; init; }

    /// <summary>Checks and compares, and changes nothing.</summary>
    public bool DryRun { get; init; }
}
