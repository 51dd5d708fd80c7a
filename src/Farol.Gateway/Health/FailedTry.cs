namespace Farol.Gateway.Health;

/// <summary>What is known of a try that failed, for the question whether another may follow.</summary>
internal readonly record struct FailedTry
{
    public required Outcome Outcome { get; init; }

    /// <summary>The response's status; 0: none came.</summary>
    public int Status { get; init; }

    /// <summary>The method may be repeated (RFC 9110, 9.2.2).</summary>
    public required bool IsIdempotent { get; init; }

    /// <summary>A byte of this request was handed to the backend's connection.</summary>
    public required bool IsSent { get; init; }

    /// <summary>All of the body that was read from the client is still in hand; true where there is none.</summary>
    public required bool IsBodyHeld { get; init; }

    /// <summary>A byte of a response went to the client.</summary>
    public bool HasAnsweredClient { get; init; }

    /// <summary>Tries made so far, the first one included.</summary>
    public required int Tries { get; init; }
}
