namespace Farol.Monitor.Traffic;

/// <summary>The octet counters of one port at one moment.</summary>
/// <param name="InOctets">Bytes received since the counters were cleared; null where the output has none.</param>
/// <param name="RouterTime">The router's own clock as printed with the counters, whole seconds; null where it was not printed.</param>
/// <param name="ReceivedAt">Our monotonic clock (<see cref="TimeProvider.GetTimestamp"/>) when the output was complete.</param>
public sealed record CounterSample(long? InOctets, long? OutOctets, DateTimeOffset? RouterTime, long ReceivedAt);
