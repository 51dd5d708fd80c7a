namespace Farol.Configuration.Gateway;

/// <summary>One entry of <c>listeners:</c>: a port that the gateway takes connections on.</summary>
public sealed record ListenerSection
{
    public string Name { get; init; } = "";

    /// <summary>An address of this machine; <c>*</c> is all of them, IPv4 and IPv6.</summary>
    public string Address { get; init; } = "*";

    /// <summary>0 lets the kernel choose, which tests use; -1 was not given, which is an error.</summary>
    public int Port { get; init; } = -1;

    /// <summary>Null: plain HTTP.</summary>
    public ListenerTlsSection? Tls { get; init; }

    /// <summary>On: by ALPN over TLS, with prior knowledge in clear; clients that know only HTTP/1.1 lose nothing.</summary>
    public bool Http2 { get; init; } = true;

    /// <summary>Every connection must begin with a PROXY protocol header (v1 or v2) from a trusted proxy. Off: clients could claim any address.</summary>
    public bool ProxyProtocol { get; init; }

    /// <summary>Every request is answered with a redirect to the same address under https.</summary>
    public bool RedirectToHttps { get; init; }
}
