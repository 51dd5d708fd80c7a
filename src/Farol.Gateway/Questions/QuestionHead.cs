using System.Text;
using Farol.Gateway.Http1;
using Farol.Link.Protocol;

namespace Farol.Gateway.Questions;

/// <summary>The request that a question describes, as the strict parser sees it.</summary>
internal sealed class QuestionHead
{
    private readonly byte[] _bytes;

    public QuestionHead(RouteQuestion question, HeadLimits limits)
    {
        var text = new StringBuilder();
        text.Append(question.Method.Length == 0 ? "GET" : question.Method).Append(' ').Append(question.Path.Length == 0 ? "/" : question.Path).Append(" HTTP/1.1\r\n");
        Add(text, "Host", question.Host);
        foreach (var (name, value) in question.Headers.Where(h => !h.Key.Equals("host", StringComparison.OrdinalIgnoreCase)).OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            Add(text, name, value);
        }

        _bytes = Encoding.UTF8.GetBytes(text.Append("\r\n").ToString());
        var outcome = Head.Parse(_bytes, limits);
        Fault = HasLineEnds(question) ? (400, "a line end within a field")
            : outcome == ParseOutcome.Complete ? null
            : outcome == ParseOutcome.Incomplete ? (400, "the head does not end")
            : (ViolationText.StatusOf(Head.Violation), ViolationText.For(Head.Violation));
    }

    public RequestHead Head { get; } = new();

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Why such a request is refused before it is routed; null: it is not.</summary>
    public (int Status, string Why)? Fault { get; }

    private static void Add(StringBuilder text, string name, string value) => text.Append(name).Append(": ").Append(value).Append("\r\n");

    /// <summary>Text that would write further fields describes no request.</summary>
    private static bool HasLineEnds(RouteQuestion question) =>
        new[] { question.Method, question.Path, question.Host }.Concat(question.Headers.Keys).Concat(question.Headers.Values).Any(t => t.AsSpan().IndexOfAny('\r', '\n') >= 0);
}
