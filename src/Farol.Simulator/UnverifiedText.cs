namespace Farol.Simulator;

/// <summary>A text of the simulator that follows no published sample, and why it looks as it does.</summary>
public sealed record UnverifiedText(string Command, string Reason);
