namespace Farol.Monitor.Traffic;

/// <summary>What went through a port between two samples, bits per second; null when it cannot be told.</summary>
public readonly record struct PortRate(double? InBitsPerSecond, double? OutBitsPerSecond);
