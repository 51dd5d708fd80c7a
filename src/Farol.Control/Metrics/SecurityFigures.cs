namespace Farol.Control.Metrics;

/// <summary>Counts of security events since the start; null: nobody counts that.</summary>
/// <param name="BlockedRequests">Connections and requests refused by a block.</param>
/// <param name="SuspiciousIps">Addresses that stood out lately.</param>
/// <param name="FailedAuthAttempts">Logins and tokens that were refused.</param>
/// <param name="RateLimitHits">Requests refused because there were too many.</param>
public sealed record SecurityFigures(long? BlockedRequests, IReadOnlyList<string>? SuspiciousIps, long? FailedAuthAttempts, long? RateLimitHits);
