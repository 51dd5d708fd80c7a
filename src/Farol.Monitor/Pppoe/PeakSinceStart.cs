namespace Farol.Monitor.Pppoe;

/// <summary>The router's own record of its busiest moment since it started.</summary>
/// <param name="At">As the router prints it: its own local time, without a zone.</param>
internal sealed record PeakSinceStart(long Maximum, string? At);
