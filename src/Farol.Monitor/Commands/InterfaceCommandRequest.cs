namespace Farol.Monitor.Commands;

/// <summary>POST /api/interface_command.</summary>
/// <param name="Action">show, activate (undo_shutdown), deactivate (shutdown) or reset (counters).</param>
/// <param name="Command">Only with show: the display command, judged by the same policy.</param>
public sealed record InterfaceCommandRequest(string? Interface, string? Action, string? Command, int? Timeout);
