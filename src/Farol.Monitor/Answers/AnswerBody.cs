namespace Farol.Monitor.Answers;

/// <summary>One family's figures, serialised once for every reader.</summary>
/// <param name="Fields">Members of a JSON object, without its braces: the flat fields and <c>data</c>.</param>
/// <param name="TakenAt">When the router said so.</param>
/// <param name="IsCached">No poll was made for this request.</param>
/// <param name="StaleReason">Why no fresher figure could be had; null when none was needed.</param>
public readonly record struct AnswerBody(ReadOnlyMemory<byte> Fields, DateTimeOffset TakenAt, bool IsCached, bool IsStale, string? StaleReason);
