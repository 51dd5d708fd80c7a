using System.Text.Json.Serialization;

namespace Farol.Control.Certificates;

/// <summary>A certificate that somebody has, or wants: chain and key, or files, or an order.</summary>
internal sealed record CertificateRequestBody
{
    /// <summary>Without it, the first host.</summary>
    public string? Name { get; init; }

    /// <summary>Names it is offered for; without them those that the certificate names. An order needs them.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>The chain in PEM, the host's own certificate first.</summary>
    [JsonPropertyName("certificate")]
    public string? ChainPem { get; init; }

    /// <summary>The private key in PEM, in clear. Never answered.</summary>
    [JsonPropertyName("private_key")]
    public string? KeyPem { get; init; }

    /// <summary>A file on the gateway's machine; for the platform alone.</summary>
    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    /// <summary>Order it from the authority, and renew it.</summary>
    public bool Acme { get; init; }

    /// <summary>http-01 (without it) or tls-alpn-01.</summary>
    public string? Challenge { get; init; }

    public override string ToString() => $"certificate {Name}";
}
