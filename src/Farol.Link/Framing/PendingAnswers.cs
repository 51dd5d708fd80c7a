using System.Collections.Concurrent;
using Farol.Link.Protocol;

namespace Farol.Link.Framing;

/// <summary>Numbered questions that wait for their answer.</summary>
internal sealed class PendingAnswers<TAnswer>
    where TAnswer : class
{
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource<TAnswer?>> _waiting = new();
    private ulong _last;

    /// <param name="channel">Null: the link is away, and nobody answers.</param>
    /// <param name="question">The question of this number.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The answer, or <c>null</c> when there is no link to ask over, or no more.</returns>
    public async Task<TAnswer?> AskAsync(LinkChannel? channel, Func<ulong, Envelope> question, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<TAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var number = Interlocked.Increment(ref _last);
        _waiting[number] = answer;
        try
        {
            return channel?.TrySend(question(number)) == true ? await answer.Task.WaitAsync(cancellationToken) : null;
        }
        finally
        {
            _waiting.TryRemove(number, out _);
        }
    }

    /// <summary>An answer that nobody waits for any more is dropped.</summary>
    public void Answer(ulong number, TAnswer answer)
    {
        if (_waiting.TryGetValue(number, out var waiting))
        {
            waiting.TrySetResult(answer);
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
