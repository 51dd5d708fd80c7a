namespace Farol.Gateway.ProxyProtocol;

/// <summary>What the first bytes of a connection are.</summary>
internal enum ProxyHeaderOutcome : byte
{
    /// <summary>A header may be coming: more bytes are needed.</summary>
    Incomplete,

    Complete,

    /// <summary>No header, or a malformed one: the connection must be closed.</summary>
    Refused,
}
