namespace Farol.Configuration.Gateway;

/// <summary>One entry of <c>certificates:</c>: a chain and its key, from files or in the document.</summary>
public sealed record CertificateSection
{
    public string Name { get; init; } = "";

    /// <summary>PEM, the host's certificate first; read again when the file changes.</summary>
    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    /// <summary>The chain itself, as the link carries it.</summary>
    public string? CertificatePem { get; init; }

    /// <summary>The key itself. Secret.</summary>
    public string? KeyPem { get; init; }

    /// <summary>Host names it is offered for, <c>*.example.com</c> among them; none given: those that the certificate names.</summary>
    public ValueList<string> Hosts { get; init; } = [];

    public override string ToString() => $"certificate {Name}";
}
