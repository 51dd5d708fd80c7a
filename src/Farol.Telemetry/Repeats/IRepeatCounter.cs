namespace Farol.Telemetry.Repeats;

/// <summary>Counts requests that their connection answered by itself.</summary>
public interface IRepeatCounter
{
    /// <param name="seconds">From the request's arrival to the end of the answer.</param>
    /// <param name="bodyBytes">Of the answer.</param>
    void Count(double seconds, long bodyBytes);
}
