using System.Security.Cryptography;
using System.Text;
using Farol.Gateway.Native;

namespace Farol.Gateway.Tls;

/// <summary>
/// How a listener speaks TLS: certificates by SNI, versions, ciphers, tickets, client certificates. Immutable: a reload builds another one and swaps the
/// reference. Never disposed by hand: the last connection that was accepted with it lets go of it.
/// </summary>
internal sealed class TlsServerContext
{
    private readonly OpenSslContext _context;
    private readonly TlsCounters _counters;

    private TlsServerContext(OpenSslContext context, TlsServerOptions options, IReadOnlyList<TlsCertificate> certificates)
    {
        _context = context;
        _counters = options.Counters;
        Certificates = certificates;
    }

    /// <summary>What is in use, the default first.</summary>
    public IReadOnlyList<TlsCertificate> Certificates { get; }

    /// <summary>Reads the files and sets everything up; on an ordinary thread.</summary>
    /// <exception cref="TlsConfigurationException">Something cannot be used; the message names the file or setting and what to do.</exception>
    public static TlsServerContext Create(TlsServerOptions options)
    {
        if (options.Certificates.Count is 0 or > TlsServerOptions.MaxCertificates)
        {
            throw new TlsConfigurationException($"listener {options.Listener}: TLS needs 1 to {TlsServerOptions.MaxCertificates} certificates, {options.Certificates.Count} are set");
        }

        var certificates = options.Certificates.Select(TlsCertificateLoader.Load).ToList();
        var challenges = options.ChallengeCertificates.Select(TlsCertificateLoader.Load).ToList();
        var context = OpenSslContext.ForServer(new TlsServerPolicy(options, new ServerNameTable(certificates), new ServerNameTable(challenges)));
        try
        {
            Apply(options, context, certificates);
        }
        catch
        {
            context.Dispose();
            throw;
        }

        return new TlsServerContext(context, options, certificates);
    }

    /// <summary>Begins TLS on an accepted, non-blocking socket, which the transport owns from here on.</summary>
    /// <returns>Null when OpenSSL has no memory for it; the socket is closed then.</returns>
    public TlsTransport? Accept(int descriptor) => TlsTransport.Open(_context, descriptor, _counters, client: null);

    private static void Apply(TlsServerOptions options, OpenSslContext context, List<TlsCertificate> certificates)
    {
        context.SetMinimumVersion((int)options.MinimumVersion);
        context.SetSessionScope(SessionScope(options));
        context.SetSessionLifetime(options.TicketLifetime);
        if (options.KernelTls)
        {
            context.EnableKernelTls();
        }

        var names = certificates[0].ServerNames;
        foreach (var certificate in certificates.Where(c => c.ServerNames.SequenceEqual(names, StringComparer.Ordinal)).Reverse())
        {
            if (!certificate.Handle.UseIn(context))
            {
                throw new TlsConfigurationException($"{certificate.Label}: OpenSSL does not accept the certificate or its key (too small, or signed with an old algorithm)");
            }
        }

        try
        {
            context.SetCiphers(options.Ciphers, options.CipherSuites);
        }
        catch (OpenSslException problem)
        {
            throw new TlsConfigurationException($"listener {options.Listener}: ciphers \"{options.Ciphers}\" {options.CipherSuites}: {problem.Message}; `openssl ciphers` shows what is possible");
        }

        AskForClientCertificates(options, context);
    }

    private static void AskForClientCertificates(TlsServerOptions options, OpenSslContext context)
    {
        if (options.ClientCertificates == ClientCertificateMode.None)
        {
            return;
        }

        var authority = options.ClientAuthority
            ?? throw new TlsConfigurationException($"listener {options.Listener}: client certificates are asked for, but authority_file (who signs them) is not set");
        try
        {
            context.TrustAuthorities(Encoding.UTF8.GetBytes(authority.Read()), tellClients: true);
        }
        catch (OpenSslException problem)
        {
            throw new TlsConfigurationException($"{authority.Label}: authority_file of listener {options.Listener} has no certificate in PEM ({problem.Message})");
        }

        context.VerifyPeer(required: options.ClientCertificates == ClientCertificateMode.Required);
    }

    /// <summary>A session made where no client certificate was asked for must not open a listener that asks for one.</summary>
    private static byte[] SessionScope(TlsServerOptions options)
    {
        var authority = options.ClientCertificates == ClientCertificateMode.None ? "" : options.ClientAuthority?.Read();
        return SHA256.HashData(Encoding.UTF8.GetBytes($"{options.ClientCertificates}\n{authority}"));
    }
}
