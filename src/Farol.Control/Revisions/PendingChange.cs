namespace Farol.Control.Revisions;

/// <summary>A change that waits for its turn.</summary>
/// <param name="Cause">Who wants it.</param>
/// <param name="Edit">The state that is wanted, of the one that is; throws <see cref="ChangeException"/> to refuse.</param>
internal sealed record PendingChange(RevisionCause Cause, Func<ConfigurationState, ConfigurationState> Edit)
{
    public bool DryRun { get; init; }

    /// <summary>Gateways get the document even where the configuration stays as it is: a part of it is another.</summary>
    public bool MustPublish { get; init; }

    /// <summary>Continuations run elsewhere: the one who serves changes goes on with the next.</summary>
    public TaskCompletionSource<ChangeOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
