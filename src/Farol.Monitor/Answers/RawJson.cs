namespace Farol.Monitor.Answers;

/// <summary>JSON that is written already.</summary>
public sealed record RawJson(ReadOnlyMemory<byte> Utf8);
