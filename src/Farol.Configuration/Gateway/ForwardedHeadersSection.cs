namespace Farol.Configuration.Gateway;

/// <summary>What backends are told about the client.</summary>
public sealed record ForwardedHeadersSection
{
    /// <summary><c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Host</c> and <c>-Port</c>: what nearly every application reads.</summary>
    public bool XForwarded { get; init; } = true;

    /// <summary><c>Forwarded</c> (RFC 7239); few applications read it, and each header costs every request.</summary>
    public bool Forwarded { get; init; }

    /// <summary><c>X-Request-ID</c>, made where a trusted proxy sent none, and given back to the client.</summary>
    public bool RequestId { get; init; } = true;
}
