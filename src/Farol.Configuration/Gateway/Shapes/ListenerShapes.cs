namespace Farol.Configuration.Gateway.Shapes;

/// <summary>Sections about connections of clients: listeners and certificates.</summary>
internal static class ListenerShapes
{
    private static readonly SectionShape<ClientCertificatesSection> _clients = new SectionShape<ClientCertificatesSection>(
            "client_certificates", "Certificates that clients must or may present.")
        .Key(c => c.AuthorityFile!, Kinds.File, "PEM file of the authorities whose certificates are taken.")
        .Key(c => c.AuthorityPem!, Kinds.Pem, "The authorities themselves, instead of a file.")
        .Key(c => c.Required, Kinds.Flag, "true: no certificate, no connection. false: clients without one are served too. Default true.");

    private static readonly SectionShape<ListenerTlsSection> _tls = new SectionShape<ListenerTlsSection>("listener_tls", "TLS towards clients.")
        .Key(t => t.Certificates, Kinds.List<string>(Kinds.Name("example"), 10_000), "Names of certificates offered here; default all. The first is for clients that name no host.")
        .Key(t => t.MinimumVersion, Kinds.TlsVersion, "The lowest version spoken. Default 1.2.")
        .Key(t => t.Ciphers!, Kinds.AnyText, "OpenSSL cipher list for TLS 1.2. Default: forward secrecy with AEAD.")
        .Key(t => t.CipherSuites!, Kinds.AnyText, "OpenSSL ciphersuites for TLS 1.3. Default: OpenSSL's.")
        .Key(t => t.ClientCertificates, Kinds.Optional(_clients), "Asks clients for certificates. Default: not asked.")
        .Key(t => t.TicketLifetime, Kinds.Lifetime, "How long a session may be resumed. Default 1d.");

    public static readonly SectionShape<ListenerSection> Listener = new SectionShape<ListenerSection>("listener", "A port that the gateway takes connections on.")
        .Key(l => l.Name, Kinds.Name(null), "A name for messages and figures. Default: address and port.")
        .Key(l => l.Address, new TextKind("an address of this machine, or * for all", Kinds.IsListenAddress), "An address of this machine; * is all of them. Default *.")
        .Key(l => l.Port, new IntegerKind(0, 65535) { Required = "8080" }, "The port; 0 lets the kernel choose. Required.")
        .Key(l => l.Tls, Kinds.Optional(_tls), "TLS; true for all its defaults. Default: plain HTTP.")
        .Key(l => l.Http2, Kinds.Flag, "HTTP/2 by ALPN, or with prior knowledge in clear. Default true.")
        .Key(l => l.ProxyProtocol, Kinds.Flag, "Connections begin with a PROXY protocol header from a trusted proxy. Default false.")
        .Key(l => l.RedirectToHttps, Kinds.Flag, "Every request is redirected to https. Default false.");

    public static readonly SectionShape<CertificateSection> Certificate = new SectionShape<CertificateSection>("certificate", "A certificate chain and its key.")
        .Key(c => c.Name, Kinds.Name("example"), "The name that listeners and pools use. Required.")
        .Key(c => c.CertificateFile!, Kinds.File, "PEM file, the host's certificate first; read again when it changes.")
        .Key(c => c.KeyFile!, Kinds.File, "PEM file of the private key.")
        .Key(c => c.CertificatePem!, Kinds.Pem, "The chain itself, instead of a file.")
        .Key(c => c.KeyPem!, Kinds.SecretPem, "The key itself, instead of a file.")
        .Key(c => c.Hosts, Kinds.List<string>(new TextKind("a host name, or *.name", IsCertificateHost), 1000), "Hosts it is offered for. Default: those that it names.");

    private static bool IsCertificateHost(string text) => HostPort.IsName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text);
}
