using Farol.Devices;
using Farol.Devices.Terminals;
using Farol.Devices.Vrp;
using Farol.Devices.Vrp.Chassis;
using Farol.Devices.Vrp.Subscribers;

namespace Farol.Monitor.Routers;

/// <summary>Connects to a router once, with a session of its own, and says how far it got.</summary>
internal sealed class RouterTest(IRouterConnections connections, TimeProvider time)
{
    private static readonly CommandBounds _bounds = new() { Timeout = TimeSpan.FromSeconds(20) };

    public async Task<object> RunAsync(RouterDefinition router, CancellationToken cancellationToken)
    {
        var steps = new List<RouterTestStep>();
        await using var connection = connections.Create(router with { MaxSessions = 1 });
        if (await TryAsync(steps, "connect", async () =>
            {
                await connection.ConnectAsync(cancellationToken);
                var snapshot = connection.Snapshot;
                return $"Logged in over {snapshot.Protocol}; the prompt is {snapshot.Prompt?.Text}, the pager is {snapshot.Pager}";
            }))
        {
            await TryAsync(steps, "version", async () =>
            {
                var output = await connection.RunAsync(Devices.Sessions.SessionLane.Polling, "display version", _bounds, cancellationToken);
                var version = SystemVersionParser.Parse(output.ThrowIfRefused().Text);
                return $"{version.Model ?? "unknown model"}, {version.SoftwareVersion ?? version.VrpVersion ?? "unknown version"}";
            });
            await TryAsync(steps, "online_total", async () =>
            {
                var reading = await new OnlineTotalChain().ReadAsync(
                    (command, token) => connection.RunAsync(Devices.Sessions.SessionLane.Polling, command, _bounds, token), cancellationToken);
                return $"{reading.Totals.Total} subscribers online, by \"{reading.Command}\"";
            });
        }

        return new { success = steps.All(s => s.Ok), timestamp = time.GetUtcNow(), router = router.Id, simulated = router.IsSimulated, steps };
    }

    private async Task<bool> TryAsync(List<RouterTestStep> steps, string name, Func<Task<string>> step)
    {
        var started = time.GetTimestamp();
        try
        {
            var detail = await step();
            steps.Add(new RouterTestStep(name, Ok: true, Seconds(started), detail, Fault: null));
            return true;
        }
        catch (Exception failure) when (failure is DeviceException or VrpParseException)
        {
            steps.Add(new RouterTestStep(name, Ok: false, Seconds(started), failure.Message, (failure as DeviceException)?.Fault));
            return false;
        }
    }

    private double Seconds(long started) => Math.Round(time.GetElapsedTime(started).TotalSeconds, 3);
}
