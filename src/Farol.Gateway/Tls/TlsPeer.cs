namespace Farol.Gateway.Tls;

/// <summary>Who the peer proved to be, by a certificate that was verified.</summary>
/// <param name="Subject">Its distinguished name.</param>
/// <param name="SerialNumber">Hexadecimal.</param>
/// <param name="Fingerprint">SHA-256 of the certificate, lower-case hexadecimal.</param>
internal sealed record TlsPeer(string Subject, string SerialNumber, string Fingerprint);
