using Farol.Configuration.Gateway;

namespace Farol.Control.Revisions;

/// <summary>What became of a change of the configuration as a whole, or would.</summary>
/// <param name="Revision">The current revision after it.</param>
/// <param name="InForceAt">Gateways that have it in force.</param>
public sealed record ChangeBody(bool DryRun, long Revision, IReadOnlyList<ChangeBody.Line> Differences, IReadOnlyList<string> InForceAt)
{
    internal static ChangeBody Of(ChangeOutcome outcome, bool dryRun, string? tenantId = null) => new(
        dryRun,
        outcome.State.Revision,
        [.. outcome.Differences.Select(d => new RevisionDifference(d.Kind, d.Object, d.Field, d.Before, d.After, null)).Select(d => tenantId is null ? d : d.ToldTo(tenantId)).Select(d => new Line(d.Kind, d.Object, d.Field, d.Before, d.After))],
        outcome.InForceAt);

    /// <summary>One thing that is different; secrets are masked.</summary>
    public sealed record Line(DifferenceKind Kind, string Object, string? Field, string? Before, string? After);
}
