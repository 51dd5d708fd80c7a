using System.Collections.Concurrent;

namespace Farol.Telemetry.Health;

/// <summary>Where every component of the program tells how it is, and where <c>/health</c> looks.</summary>
public sealed class HealthBoard(TimeProvider time, string version)
{
    private readonly ConcurrentDictionary<string, HealthComponent> _components = new();
    private readonly ConcurrentDictionary<string, Func<object?>> _details = new();
    private readonly DateTimeOffset _started = time.GetUtcNow();

    /// <summary>The component of that name, made on first use; it is ok until it says otherwise.</summary>
    /// <param name="name">The name in the report, snake_case.</param>
    /// <param name="isRequired">True when the program cannot serve without it.</param>
    public HealthComponent Component(string name, bool isRequired = false) =>
        _components.GetOrAdd(name, static (n, a) => new HealthComponent(n, a.isRequired, a.time), (isRequired, time));

    /// <summary>Takes a component off the report, for example a router that was deleted.</summary>
    public void Remove(string name) => _components.TryRemove(name, out _);

    /// <summary>Adds a field to the report, asked anew each time; <c>null</c> is written as such.</summary>
    public void Detail(string field, Func<object?> value) => _details[field] = value;

    public HealthReport Report()
    {
        var now = time.GetUtcNow();
        var components = _components.Values.OrderBy(c => c.Name, StringComparer.Ordinal).ToList();
        var healths = components.ToDictionary(c => c.Name, c => c.Current);
        var worst = components.Select(c => Weight(c, healths[c.Name].State)).DefaultIfEmpty(HealthState.Ok).Max();
        return new HealthReport
        {
            Status = worst switch
            {
                HealthState.Ok => "healthy",
                HealthState.Degraded => "degraded",
                _ => "unhealthy",
            },
            Timestamp = now,
            Version = version,
            UptimeSeconds = (long)(now - _started).TotalSeconds,
            Components = healths,
            Details = _details.ToDictionary(d => d.Key, d => d.Value()),
        };
    }

    private static HealthState Weight(HealthComponent component, HealthState state) =>
        state == HealthState.Failed && !component.IsRequired ? HealthState.Degraded : state;
}
