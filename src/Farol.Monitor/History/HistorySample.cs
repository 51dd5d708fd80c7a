namespace Farol.Monitor.History;

/// <summary>One measured value of one series.</summary>
public readonly record struct HistorySample(string Series, double Value);
