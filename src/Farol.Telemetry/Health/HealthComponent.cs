namespace Farol.Telemetry.Health;

/// <summary>One part of the program that says how it is, each time that changes.</summary>
public sealed class HealthComponent
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private ComponentHealth _current;

    internal HealthComponent(string name, bool isRequired, TimeProvider time)
    {
        Name = name;
        IsRequired = isRequired;
        _time = time;
        _current = new ComponentHealth(HealthState.Ok, null, time.GetUtcNow());
    }

    public string Name { get; }

    /// <summary>True when the program cannot serve while this component has failed.</summary>
    public bool IsRequired { get; }

    public ComponentHealth Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    public void Ok() => Set(HealthState.Ok, null);

    /// <param name="reason">Words for an operator: what is missing and what to do. Never a secret: /health is public.</param>
    public void Degraded(string reason) => Set(HealthState.Degraded, reason);

    /// <inheritdoc cref="Degraded"/>
    public void Failed(string reason) => Set(HealthState.Failed, reason);

    private void Set(HealthState state, string? reason)
    {
        lock (_gate)
        {
            var since = _current.State == state ? _current.Since : _time.GetUtcNow();
            _current = new ComponentHealth(state, reason, since);
        }
    }
}
