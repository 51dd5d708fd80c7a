using Farol.Gateway.Native;

namespace Farol.Gateway.Tls;

/// <summary>What a listener answers to OpenSSL's questions: immutable but for the ticket keys.</summary>
internal sealed class TlsServerPolicy(TlsServerOptions options, ServerNameTable certificates, ServerNameTable challenges) : IOpenSslServerPolicy
{
    public byte[] Protocols { get; } = options.Http2 ? [.. "\u0002h2"u8, .. "\u0008http/1.1"u8] : [.. "\u0008http/1.1"u8];

    public OpenSslCertificate[]? Choose(ReadOnlySpan<byte> serverName) => certificates.Find(serverName);

    public OpenSslCertificate? Challenge(ReadOnlySpan<byte> serverName) => challenges.Find(serverName)?[0];

    public OpenSslTicketKey CurrentTicketKey() => options.TicketKeys.Current;

    public OpenSslTicketKey? FindTicketKey(ReadOnlySpan<byte> name) => options.TicketKeys.Find(name);
}
