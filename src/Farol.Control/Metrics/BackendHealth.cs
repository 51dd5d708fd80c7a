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
        "healthy" or "draining" => Healthy,
        "" => Unknown,
        _ => Unhealthy,
    };

    /// <summary>The finer word; a backend that nobody has judged is active all the same.</summary>
    public static string StatusOf(string state) => state.Length == 0 ? "unknown" : state;
}
