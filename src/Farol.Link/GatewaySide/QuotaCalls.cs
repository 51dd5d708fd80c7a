using System.Collections.Concurrent;
using Farol.Link.Framing;
using Farol.Link.Protocol;

namespace Farol.Link.GatewaySide;

/// <summary>Questions for leases that wait for their answer.</summary>
internal sealed class QuotaCalls
{
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource<QuotaLease?>> _waiting = new();
    private ulong _last;

    public async Task<QuotaLease?> AskAsync(LinkChannel? channel, string key, ulong amount, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<QuotaLease?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var number = Interlocked.Increment(ref _last);
        _waiting[number] = answer;
        try
        {
            var question = new Envelope { QuotaRequest = new QuotaRequest { Number = number, Key = key, Amount = amount } };
            return channel?.TrySend(question) == true ? await answer.Task.WaitAsync(cancellationToken) : null;
        }
        finally
        {
            _waiting.TryRemove(number, out _);
        }
    }

    public void Answer(QuotaLease lease)
    {
        if (_waiting.TryGetValue(lease.Number, out var waiting))
        {
            waiting.TrySetResult(lease);
        }
    }

    /// <summary>The link is gone: nobody answers any more.</summary>
    public void Abandon()
    {
        foreach (var waiting in _waiting.Values)
        {
            waiting.TrySetResult(null);
        }
    }
}
