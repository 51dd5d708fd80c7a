using System.Collections.Concurrent;
using Farol.Supervision;
using Farol.Telemetry.Health;

namespace Farol.Hosting;

/// <summary>The other processes of this run as the supervisor tells them: into the log, and onto the health report.</summary>
internal sealed class Processes(SupervisorClient supervisor, HealthBoard health, ILogger<Processes> log) : IHostedService
{
    private readonly ConcurrentDictionary<string, ChildState> _children = new(StringComparer.Ordinal);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        health.Detail("processes", () => _children.Values.OrderBy(c => c.Name, StringComparer.Ordinal).Select(Row).ToList());
        supervisor.Watch(Told);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Dictionary<string, object?> Row(ChildState child) => new()
    {
        ["name"] = child.Name,
        ["pid"] = child.ProcessId,
        ["restarts"] = child.Restarts,
        ["last_end"] = child.LastEnd,
        ["last_end_at"] = child.LastEndAt,
    };

    private void Told(ChildState child)
    {
        var before = _children.TryGetValue(child.Name, out var known) ? known.LastEndAt : null;
        _children[child.Name] = child;
        if (child.LastEndAt is not null && child.LastEndAt != before)
        {
            log.LogError("The process {Process} ended: {Reason}. It was started again {Restarts} time(s)", child.Name, child.LastEnd, child.Restarts);
        }
    }
}
