namespace Farol.Gateway.Health;

/// <summary>What one authority says about a backend.</summary>
internal enum HealthState : byte
{
    /// <summary>It has not judged yet; the backend is used.</summary>
    Unknown,

    Healthy,

    Unhealthy,

    /// <summary>Out for a while; then one request goes to it as a probe, or a few through a half-open breaker.</summary>
    SetAside,

    /// <summary>The while is over: the next request decides.</summary>
    OnTrial,

    /// <summary>Taken out by a person.</summary>
    Disabled,
}
