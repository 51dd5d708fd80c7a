namespace Farol.Access.Problems;

/// <summary>The JSON of an error.</summary>
internal sealed class ProblemBody
{
    public string Type { get; init; } = "about:blank";

    public required string Title { get; init; }

    public required int Status { get; init; }

    public required string Detail { get; init; }

    public bool Success { get; init; }

    public required string Error { get; init; }

    public required string TraceId { get; init; }

    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    public IReadOnlyDictionary<string, string>? Codes { get; init; }

    public int? RetryAfter { get; init; }
}
