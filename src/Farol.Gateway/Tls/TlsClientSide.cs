namespace Farol.Gateway.Tls;

/// <summary>What only the connecting side of a connection has.</summary>
/// <param name="Verify">Whether the certificate must bear the server's name.</param>
internal readonly record struct TlsClientSide(TlsServerIdentity Server, TlsSessionCell Sessions, bool Verify);
