namespace Farol.Gateway.Tls;

/// <summary>Certificates of authorities: a PEM file, or PEM text that the control plane sent.</summary>
/// <param name="Label">How it is called in messages.</param>
internal sealed record TlsAuthoritySource(string Label)
{
    public string? File { get; private init; }

    public string? Pem { get; private init; }

    public static TlsAuthoritySource FromFile(string file) => new(file) { File = file };

    public static TlsAuthoritySource FromMemory(string label, string pem) => new(label) { Pem = pem };

    /// <exception cref="TlsConfigurationException">The file cannot be read.</exception>
    internal string Read() => Pem ?? TlsCertificateLoader.ReadFile(File!, "certificate authority");
}
