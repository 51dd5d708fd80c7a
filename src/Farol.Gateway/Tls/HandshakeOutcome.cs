namespace Farol.Gateway.Tls;

/// <summary>Where a handshake stands after one step.</summary>
internal enum HandshakeOutcome
{
    Done,
    WantRead,
    WantWrite,
    Failed,
}
