namespace Farol.Configuration.Gateway;

/// <summary>An active health check.</summary>
public sealed record HealthCheckSection
{
    public HealthCheckKind Kind { get; init; } = HealthCheckKind.Http;

    public string Path { get; init; } = "/";

    /// <summary>Null: the backend's address.</summary>
    public string? Host { get; init; }

    /// <summary>Another port than the traffic's; null: the same.</summary>
    public int? Port { get; init; }

    /// <summary>A failing backend is set aside within <see cref="Fall"/> of these.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Shorter than the interval, so that checks never overlap.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Success and redirects: an application that asks for a login is alive.</summary>
    public ValueList<StatusRange> ExpectedStatus { get; init; } = [new StatusRange(200, 399)];

    /// <summary>Text that the first 64 KiB of the body must hold; null: any body.</summary>
    public string? ExpectedBody { get; init; }

    /// <summary>Good checks in a row until a backend is used again.</summary>
    public int Rise { get; init; } = 2;

    /// <summary>Bad checks in a row until it is not; one lost packet is no outage.</summary>
    public int Fall { get; init; } = 3;
}
