using Farol.Configuration.Gateway;
using Farol.Control.Revisions;

namespace Farol.Control.Backends;

/// <summary>What a change would do, with <c>?dry_run=true</c>.</summary>
internal sealed record DryRunBody(bool DryRun, IReadOnlyList<DryRunBody.Line> Differences)
{
    public static DryRunBody Of(ChangeOutcome outcome, ObjectScope scope) =>
        new(true, [.. outcome.Differences.Select(d => new Line(d.Kind, scope.InWords(d.Object), d.Field, d.Before, d.After))]);

    /// <summary>One thing that would be different; before and after as the file writes them, secrets masked.</summary>
    internal sealed record Line(DifferenceKind Kind, string Object, string? Field, string? Before, string? After);
}
