using System.Text;
using Farol.Gateway.Native;

namespace Farol.Gateway.Tls;

/// <summary>How a pool speaks TLS to its backends. Immutable; a change of the pool makes another one.</summary>
internal sealed class TlsClientContext
{
    private readonly OpenSslContext _context;
    private readonly TlsCounters _counters;
    private readonly bool _verify;

    private TlsClientContext(OpenSslContext context, TlsClientOptions options)
    {
        _context = context;
        _counters = options.Counters;
        _verify = options.Verify;
    }

    /// <summary>Reads the files and sets everything up; on an ordinary thread.</summary>
    /// <exception cref="TlsConfigurationException">Something cannot be used; the message names the file or setting and what to do.</exception>
    public static TlsClientContext Create(TlsClientOptions options)
    {
        var context = OpenSslContext.ForClient();
        try
        {
            Apply(options, context);
        }
        catch
        {
            context.Dispose();
            throw;
        }

        return new TlsClientContext(context, options);
    }

    /// <summary>Begins TLS on a connected (or connecting), non-blocking socket, which the transport owns from here on.</summary>
    /// <param name="server">Announced (SNI) and, when the pool verifies, demanded of the certificate.</param>
    /// <param name="sessions">The cell of this backend and loop.</param>
    /// <returns>Null when OpenSSL has no memory for it; the socket is closed then.</returns>
    public TlsTransport? Connect(int descriptor, TlsServerIdentity server, TlsSessionCell sessions) =>
        TlsTransport.Open(_context, descriptor, _counters, new TlsClientSide(server, sessions, _verify));

    private static void Apply(TlsClientOptions options, OpenSslContext context)
    {
        context.SetMinimumVersion((int)options.MinimumVersion);
        context.OfferProtocols(options.Http2 ? "\u0002h2"u8 : "\u0008http/1.1"u8);
        if (options.KernelTls)
        {
            context.EnableKernelTls();
        }

        try
        {
            context.SetCiphers(options.Ciphers, options.CipherSuites);
            if (options.Verify)
            {
                if (options.Authority is { } authority)
                {
                    context.TrustAuthorities(Encoding.UTF8.GetBytes(authority.Read()), tellClients: false);
                }
                else
                {
                    context.TrustSystemAuthorities();
                }

                context.VerifyPeer(required: true);
            }
        }
        catch (OpenSslException problem)
        {
            throw new TlsConfigurationException(problem.Subject == OpenSslSubject.Ciphers
                ? $"pool {options.Pool}: ciphers \"{options.Ciphers}\" {options.CipherSuites}: {problem.Message}; `openssl ciphers` shows what is possible"
                : $"{options.Authority?.Label ?? "the system's certificates"}: authority_file of pool {options.Pool} has no certificate in PEM ({problem.Message})");
        }

        if (options.Certificate is { } source && !TlsCertificateLoader.Load(source).Handle.UseIn(context))
        {
            throw new TlsConfigurationException($"{source.Label}: OpenSSL does not accept the certificate or its key (too small, or signed with an old algorithm)");
        }
    }
}
