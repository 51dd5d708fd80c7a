namespace Farol.Gateway.Metering;

/// <summary>One thing that happened. Only references to what exists already, so that publishing allocates nothing.</summary>
internal readonly record struct GatewayEvent
{
    public required GatewayEventKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public EventSeverity Severity { get; init; }

    public string? Tenant { get; init; }

    public string? Route { get; init; }

    public string? Pool { get; init; }

    /// <summary>The backend's id.</summary>
    public string? Backend { get; init; }

    /// <summary>The client's address, IPv4 in its mapped form; null: no client had a part in it.</summary>
    public UInt128? Client { get; init; }

    /// <summary>For people; never a secret.</summary>
    public required string Text { get; init; }
}
