namespace Farol.Control.Requests;

/// <summary>How much of the requests people can look at as they end.</summary>
public sealed record RequestSampleOptions
{
    /// <summary>
    /// Setting <c>FAROL_REQUEST_SAMPLE_PER_SECOND</c>: of one filter, from each gateway. More than that a person no longer follows, and a narrower
    /// filter shows what they look for.
    /// </summary>
    public int PerSecond { get; init; } = 50;
}
