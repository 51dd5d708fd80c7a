namespace Farol.Monitor.Commands;

/// <summary>POST /api/execute_command.</summary>
/// <param name="Timeout">Seconds, 1 to 120; 30 unless given.</param>
public sealed record ExecuteCommandRequest(string? Command, int? Timeout);
