namespace Farol.Monitor.Diagnostics;

/// <summary>Commands whose simulated output follows no real sample, so that nobody takes the simulator for proof.</summary>
public sealed record UnverifiedTexts(IReadOnlyList<string> Commands);
