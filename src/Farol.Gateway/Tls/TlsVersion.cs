namespace Farol.Gateway.Tls;

/// <summary>Versions of TLS that are spoken, by their numbers on the wire.</summary>
internal enum TlsVersion
{
    Tls12 = 0x0303,
    Tls13 = 0x0304,
}
