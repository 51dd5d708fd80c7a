using Farol.Devices;
using Farol.Devices.Sessions;
using Farol.Devices.Terminals;
using Farol.Monitor.Routers;

namespace Farol.Monitor.Commands;

/// <summary>
/// Changes the state of one interface: with its own account, only after the prompt has shown that the view is that interface's, with a
/// commit where the software wants one, and reading back what came of it. Nothing is left half done.
/// </summary>
internal static class InterfaceActions
{
    private static readonly CommandBounds _bounds = new() { MaxBytes = CommandFamily.ShortOutput, Timeout = TimeSpan.FromSeconds(30) };

    /// <exception cref="DeviceException">The router refused or could not be asked; a candidate was discarded.</exception>
    public static Task<InterfaceActionResult> SetShutdownAsync(MonitoredRouter router, string name, bool shutdown, string action, CancellationToken cancellationToken) =>
        router.Connection.UseAsync(SessionLane.Change, async (terminal, token) =>
        {
            var said = new List<string>();
            bool committed;
            try
            {
                await terminal.EnterSystemViewAsync(token);
                await terminal.EnterInterfaceViewAsync(name, token);
                said.Add(Text(await terminal.RunAsync(shutdown ? "shutdown" : "undo shutdown", _bounds, token)));
                committed = await terminal.CommitAsync(token);
                await terminal.ReturnToUserViewAsync(token);
            }
            catch (DeviceException) when (terminal.IsUsable)
            {
                await terminal.ClearCandidateAsync(token);
                await terminal.ReturnToUserViewAsync(token);
                throw;
            }

            var state = await terminal.RunAsync($"display interface {name}", _bounds, token);
            said.Add(FirstLines(state.ThrowIfRefused().Text));
            return new InterfaceActionResult(name, action, string.Join('\n', said.Where(s => s.Length > 0)), committed ? true : null);
        }, cancellationToken);

    /// <exception cref="DeviceException">The router refused or could not be asked.</exception>
    public static Task<InterfaceActionResult> ResetCountersAsync(MonitoredRouter router, string name, string action, CancellationToken cancellationToken) =>
        router.Connection.UseAsync(SessionLane.Change, async (terminal, token) =>
        {
            var output = await terminal.RunAsync($"reset counters interface {name}", _bounds, token);
            return new InterfaceActionResult(name, action, Text(output), Committed: null);
        }, cancellationToken);

    private static string Text(CommandOutput output) => output.ThrowIfRefused().Text.Trim();

    private static string FirstLines(string text) => string.Join('\n', text.Split('\n', 4).Take(3));
}
