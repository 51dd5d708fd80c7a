using Farol.Access.Auditing;
using Farol.Access.Roles;
using Farol.Devices;
using Farol.Devices.Sessions;
using Farol.Devices.Terminals;
using Farol.Monitor.Routers;

namespace Farol.Monitor.Commands;

/// <summary>Judges, runs and records people's commands. The same for REST and WebSocket.</summary>
internal sealed class CommandService(CommandPolicy policy, IAudit audit)
{
    public const int MaxTimeoutSeconds = 120;
    public const int DefaultTimeoutSeconds = 30;

    public CommandDecision Decide(string line) => policy.Decide(line);

    /// <exception cref="DeviceException">The router could not be asked.</exception>
    public async Task<CommandResult> RunAsync(
        MonitoredRouter router, CommandDecision decision, int? timeoutSeconds, Caller caller, string? from, CancellationToken cancellationToken)
    {
        var family = decision.Family!;
        var seconds = Math.Min(Math.Clamp(timeoutSeconds ?? DefaultTimeoutSeconds, 1, MaxTimeoutSeconds), family.MaxSeconds);
        var bounds = new CommandBounds { MaxBytes = family.MaxBytes, Timeout = TimeSpan.FromSeconds(seconds) };
        try
        {
            var output = await router.Connection.RunAsync(SessionLane.People, decision.Command!, bounds, cancellationToken);
            await WriteAsync(router, decision.Command!, caller, from, output.Error is null ? AuditResults.Ok : AuditResults.Failed, output.Error?.Text);
            return new CommandResult(
                decision.Command!, output.Text, Math.Round(output.Elapsed.TotalSeconds, 3), caller.Name, output.Truncated, output.Error?.Text);
        }
        catch (DeviceException failure)
        {
            await WriteAsync(router, decision.Command!, caller, from, AuditResults.Failed, failure.Message);
            throw;
        }
    }

    public Task RecordRefusalAsync(MonitoredRouter router, string line, CommandDecision decision, Caller caller, string? from) =>
        WriteAsync(router, Printable(line), caller, from, AuditResults.Refused, $"{decision.Rule}: {decision.Reason}");

    private Task WriteAsync(MonitoredRouter router, string command, Caller caller, string? from, string result, string? detail) =>
        audit.WriteAsync(new AuditEntry("router.command", $"{router.Definition.Id}: {command}", result)
        {
            Actor = caller.Name,
            TenantId = router.Definition.TenantId,
            From = from,
            Detail = detail,
        }, CancellationToken.None);

    /// <summary>A refused line may hold anything; the record keeps a readable beginning of it.</summary>
    private static string Printable(string line) =>
        string.Concat(line.Take(CommandPolicy.MaxCommandLength).Select(c => char.IsControl(c) ? '\ufffd' : c));
}
