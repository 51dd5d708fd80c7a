namespace Farol.Control.Metrics;

/// <summary>How a backend is, in three words, from the link's finer ones.</summary>
internal static class BackendHealth
{
    public const string Healthy = "healthy";

    public const string Unhealthy = "unhealthy";

    /// <summary>Used, and nobody has judged it yet.</summary>
    public const string Unknown = "unknown";

    public static string Of(string state) => state switch
    {
        "healthy" or "draining" or "on_trial" => Healthy,
        "" => Unknown,
        _ => Unhealthy,
    };

    /// <summary>online, offline or draining; null: nobody has judged it yet.</summary>
    public static string? StatusOf(string state) => state switch
    {
        "draining" => "draining",
        "healthy" or "on_trial" => "online",
        "" => null,
        _ => "offline",
    };
}
