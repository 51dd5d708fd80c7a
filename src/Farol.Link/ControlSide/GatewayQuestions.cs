using Farol.Link.Framing;
using Farol.Link.Protocol;

namespace Farol.Link.ControlSide;

/// <summary>What one linked gateway was asked and has not answered yet.</summary>
internal sealed class GatewayQuestions(LinkChannel channel, LinkLimits limits, TimeProvider time)
{
    private readonly PendingAnswers<MetricsText> _metrics = new();
    private readonly PendingAnswers<RouteAnswer> _routes = new();

    public Task<MetricsText?> MetricsAsync(CancellationToken cancellationToken) =>
        AskAsync(_metrics, number => new Envelope { MetricsWanted = new MetricsWanted { Number = number } }, cancellationToken);

    public Task<RouteAnswer?> RouteAsync(RouteQuestion question, CancellationToken cancellationToken) =>
        AskAsync(_routes, number => new Envelope { RouteQuestion = new RouteQuestion(question) { Number = number } }, cancellationToken);

    /// <summary>Not a question with one answer: lines come for as long as they are wanted.</summary>
    public bool TryWant(RequestsWanted wanted) => channel.TrySend(new Envelope { RequestsWanted = wanted });

    public void Answer(RouteAnswer answer) => _routes.Answer(answer.Number, answer);

    public void Answer(MetricsText text) => _metrics.Answer(text.Number, text);

    /// <summary>The link is over.</summary>
    public void Abandon()
    {
        _metrics.Abandon();
        _routes.Abandon();
    }

    private async Task<TAnswer?> AskAsync<TAnswer>(PendingAnswers<TAnswer> pending, Func<ulong, Envelope> question, CancellationToken cancellationToken)
        where TAnswer : class
    {
        using var limit = new CancellationTokenSource(limits.AnswerTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await pending.AskAsync(channel, question, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
