namespace Farol.Gateway.Health;

/// <summary>Whether another backend is tried, and if not, why not.</summary>
internal enum RetryDecision : byte
{
    Retry,

    /// <summary>The outcome is no failure, or a status that the pool does not ask to retry.</summary>
    NotAsked,

    ClientGone,

    /// <summary>The client has part of a response already.</summary>
    ResponseBegun,

    /// <summary>The backend may have acted on it, and the method may not be repeated.</summary>
    NotIdempotent,

    /// <summary>Part of the body is no longer in hand.</summary>
    BodyGone,

    TriesSpent,
}
