namespace Farol.Monitor.Diagnostics;

/// <summary>One thing that was checked now.</summary>
public sealed record DiagnosticStep(string Name, bool Ok, double? Seconds, string Detail);
