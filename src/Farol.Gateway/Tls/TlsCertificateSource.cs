namespace Farol.Gateway.Tls;

/// <summary>Where a certificate and its key come from: two PEM files (which may be one), or PEM text that the control plane sent.</summary>
/// <param name="Label">How it is called in messages.</param>
internal sealed record TlsCertificateSource(string Label)
{
    public string? CertificateFile { get; private init; }

    public string? KeyFile { get; private init; }

    public string? CertificatePem { get; private init; }

    /// <summary>Hosts it is used for; null: those that the certificate names.</summary>
    public IReadOnlyList<string>? ServerNames { get; init; }

    internal string? KeyPem { get; private init; }

    internal string? Passphrase { get; private init; }

    public static TlsCertificateSource FromFiles(string certificateFile, string keyFile, string? passphrase = null) =>
        new(certificateFile) { CertificateFile = certificateFile, KeyFile = keyFile, Passphrase = passphrase };

    public static TlsCertificateSource FromMemory(string label, string certificatePem, string keyPem) =>
        new(label) { CertificatePem = certificatePem, KeyPem = keyPem };

    public override string ToString() => Label;
}
