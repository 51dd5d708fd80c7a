using Farol.Link.Documents;
using Farol.Link.Protocol;
using Farol.Link.Storage;

namespace Farol.Link.GatewaySide;

/// <summary>
/// Which document a gateway runs on: the one of the control plane, or, until that speaks, the one kept from before. A document that crashed the
/// gateway again and again is not taken a further time.
/// </summary>
public sealed class SnapshotKeeper(IControlledGateway gateway, LastGoodSnapshot store, ILinkObserver observer, string? crashingHash = null) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private volatile LinkDocument? _current;

    /// <summary>The document in force; <c>null</c> before the first.</summary>
    public LinkDocument? Current => _current;

    /// <summary>What became of <see cref="Current"/>.</summary>
    public ApplyOutcome Outcome { get; private set; } = new();

    /// <summary>Starts from what was kept, unless there is a document in force already.</summary>
    /// <returns>False: nothing usable is kept.</returns>
    public async Task<bool> StartFromKeptAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_current is not null)
            {
                return true;
            }

            var kept = await store.LoadAsync(cancellationToken);
            kept = kept is not null && IsCrashing(kept) ? await store.LoadBeforeAsync(cancellationToken) ?? kept : kept;
            if (kept is null || await gateway.ApplyAsync(kept, cancellationToken) is not { IsApplied: true } outcome)
            {
                return false;
            }

            Outcome = outcome;
            _current = kept;
            return true;
        }
        catch (IOException unusable)
        {
            observer.NotKept(unusable.Message);
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes it the document in force, and keeps it.</summary>
    public async Task<ApplyOutcome> ApplyAsync(LinkDocument document, CancellationToken cancellationToken)
    {
        // With none before it, a document that crashes now and then is better than no document.
        if (IsCrashing(document) && await StartFromKeptAsync(cancellationToken) && !IsCrashing(_current!))
        {
            return new ApplyOutcome { Reasons = [new Reason { Key = "(document)", Message = $"revision {document.Revision} ({document.ShortHash}) crashed the gateway three times; it stays on the one before" }] };
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            var outcome = await gateway.ApplyAsync(document, cancellationToken);
            if (outcome.IsApplied)
            {
                Outcome = outcome;
                _current = document;
                await KeepAsync(document, cancellationToken);
            }

            return outcome;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>The document that the change makes of the one in force, or <c>null</c> when it does not fit.</summary>
    internal LinkDocument? Changed(SnapshotChange change) => _current is { } current ? DocumentChanges.Apply(current, change) : null;

    private bool IsCrashing(LinkDocument document) => crashingHash is not null && crashingHash.Equals(Convert.ToHexStringLower(document.Hash.Span), StringComparison.OrdinalIgnoreCase);

    private async Task KeepAsync(LinkDocument document, CancellationToken cancellationToken)
    {
        try
        {
            await store.SaveAsync(document, cancellationToken);
        }
        catch (IOException full)
        {
            observer.NotKept($"the snapshot could not be kept for a start without the control plane: {full.Message}");
        }
    }
}
