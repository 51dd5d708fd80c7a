using System.Net.Sockets;
using Farol.Devices;
using Farol.Devices.Sessions;
using Farol.Devices.Terminals;
using Farol.Devices.Vrp.Chassis;
using Farol.Monitor.Routers;

namespace Farol.Monitor.Diagnostics;

/// <summary>Says step by step how far one gets with a router, and how each command of the plan went the last time.</summary>
internal sealed class RouterDiagnostics(UnverifiedTexts unverified, TimeProvider time)
{
    private static readonly TimeSpan _reachTimeout = TimeSpan.FromSeconds(5);
    private static readonly CommandBounds _bounds = new() { Timeout = TimeSpan.FromSeconds(15) };

    public async Task<object> RunAsync(MonitoredRouter router, CancellationToken cancellationToken)
    {
        var steps = new List<DiagnosticStep> { await ReachAsync(router.Definition, cancellationToken) };
        steps.AddRange(await AskAsync(router, cancellationToken));
        var connection = router.Connection.Snapshot;
        var outcomes = router.Context.Reader.Outcomes;
        var plan = outcomes.Select(o => new { o.Command, o.Ok, o.Seconds, o.At, o.ParsedFields, o.Error });
        return new
        {
            timestamp = time.GetUtcNow(),
            connection = new
            {
                connected = connection.Connected,
                status = connection.State,
                protocol = connection.Protocol,
                host = connection.Host,
                port = connection.Port,
                circuit = connection.Circuit,
                last_error = connection.LastError,
                sessions = new { open = connection.OpenSessions, max = connection.MaxSessions },
                polling_busy_seconds = Math.Round(connection.PollingBusy.TotalSeconds, 3),
                people_busy_seconds = Math.Round(connection.PeopleBusy.TotalSeconds, 3),
            },
            steps,
            online_total_chain = router.Context.Chain.Candidates,
            commands = plan,
            tests = new
            {
                basic_command = new { success = steps.All(s => s.Ok), response_time = steps[^1].Seconds, data = steps[^1].Detail },
                interfaces = new { success = !router.Context.Ports.Brief.IsEmpty, count = router.Context.Ports.Brief.Length },
            },
            unverified_texts = router.Definition.IsSimulated ? unverified.Commands : [],
        };
    }

    private async Task<DiagnosticStep> ReachAsync(RouterDefinition router, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var limit = new CancellationTokenSource(_reachTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(router.Host, router.Port, both.Token);
            return new DiagnosticStep("reachability", Ok: true, Seconds(started), $"{router.Host}:{router.Port} accepts connections");
        }
        catch (SocketException failure)
        {
            return new DiagnosticStep("reachability", Ok: false, Seconds(started), $"{router.Host}:{router.Port}: {failure.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DiagnosticStep("reachability", Ok: false, Seconds(started), $"{router.Host}:{router.Port} did not answer within {_reachTimeout.TotalSeconds} s");
        }
    }

    private async Task<IReadOnlyList<DiagnosticStep>> AskAsync(MonitoredRouter router, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var output = await router.Connection.RunAsync(SessionLane.People, "display version", _bounds, cancellationToken);
            var snapshot = router.Connection.Snapshot;
            var text = output.Error is null ? SystemVersionParser.Parse(output.Text).Model ?? "a version without a model" : output.Error.Text;
            return
            [
                new DiagnosticStep("auth", Ok: true, null, $"logged in as {router.Definition.Username}"),
                new DiagnosticStep("prompt", Ok: true, null, $"{output.Prompt.Text}, pager {snapshot.Pager?.ToString() ?? "unknown"}"),
                Privilege(router),
                new DiagnosticStep("command", output.Error is null, Seconds(started), text),
            ];
        }
        catch (DeviceException failure)
        {
            var name = failure.Fault == DeviceFault.LoginRefused ? "auth" : failure.Fault == DeviceFault.Protocol ? "prompt" : "command";
            return [new DiagnosticStep(name, Ok: false, Seconds(started), failure.Message)];
        }
        catch (Devices.Vrp.VrpParseException failure)
        {
            return [new DiagnosticStep("command", Ok: false, Seconds(started), failure.Message)];
        }
    }

    /// <summary>The level cannot be asked; what it does not allow shows in refusals.</summary>
    private static DiagnosticStep Privilege(MonitoredRouter router)
    {
        var refused = router.Context.Reader.Outcomes.Where(o => o.Error?.Contains("No permission", StringComparison.OrdinalIgnoreCase) == true).Select(o => o.Command).ToList();
        return new DiagnosticStep("privilege", refused.Count == 0, null, refused.Count == 0
            ? "no command of the plan was refused for lack of permission"
            : $"the account may not run {string.Join(", ", refused)}; level 1 (monitoring) is enough for all of them");
    }

    private double Seconds(long started) => Math.Round(time.GetElapsedTime(started).TotalSeconds, 3);
}
