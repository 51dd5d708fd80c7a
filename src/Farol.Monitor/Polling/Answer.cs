namespace Farol.Monitor.Polling;

/// <summary>A reading as it answers a request.</summary>
/// <param name="IsCached">No poll was needed for it.</param>
/// <param name="IsStale">A fresh one was needed and could not be had; <paramref name="Reason"/> says why.</param>
public sealed record Answer<T>(Reading<T> Reading, bool IsCached, bool IsStale, string? Reason);
