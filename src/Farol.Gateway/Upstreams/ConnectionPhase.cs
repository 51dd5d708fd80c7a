namespace Farol.Gateway.Upstreams;

/// <summary>Where a connection to a backend stands.</summary>
internal enum ConnectionPhase
{
    Connecting,
    Handshaking,
    InUse,
    Idle,
    Closed,
}
