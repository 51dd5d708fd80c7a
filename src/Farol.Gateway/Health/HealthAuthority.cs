namespace Farol.Gateway.Health;

/// <summary>Who says that a backend may or may not be used. The order is that of precedence in reports.</summary>
internal enum HealthAuthority : byte
{
    Operator,

    /// <summary>Health checks that the gateway sends.</summary>
    Active,

    /// <summary>The circuit breaker.</summary>
    Breaker,

    /// <summary>What traffic shows.</summary>
    Passive,
}
