namespace Farol.Monitor.Polling;

/// <summary>What a poll found, and when.</summary>
public sealed record Reading<T>(T Value, DateTimeOffset TakenAt);
