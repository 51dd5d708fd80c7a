using Farol.Access.Problems;
using Farol.Configuration.Gateway;

namespace Farol.Control.Revisions;

/// <summary>What became of a change.</summary>
public sealed record ChangeOutcome
{
    /// <summary>Null: it is stored (or, of a dry run, would be). Else why nothing was changed: field errors, refused by a gateway.</summary>
    public ApiProblem? Problem { get; init; }

    /// <summary>The state after the change, or, where nothing changed, the one before.</summary>
    public required ConfigurationState State { get; init; }

    public IReadOnlyList<Difference> Differences { get; init; } = [];

    /// <summary>Gateways that have it in force now; fewer than are linked when some took longer than a second.</summary>
    public IReadOnlyList<string> InForceAt { get; init; } = [];
}
