namespace Farol.Gateway.Native;

/// <summary>What a listener decides during a handshake. Called on any loop, several at once; must not throw and must not block.</summary>
internal interface IOpenSslServerPolicy
{
    /// <summary>Protocols by preference (RFC 7301), each with its length before it; the client's list decides which are possible.</summary>
    byte[] Protocols { get; }

    /// <summary>Certificates of one name, one for each type of key; null: those of the context.</summary>
    OpenSslCertificate[]? Choose(ReadOnlySpan<byte> serverName);

    /// <summary>The certificate that answers an ACME challenge for this name (RFC 8737); null: there is none.</summary>
    OpenSslCertificate? Challenge(ReadOnlySpan<byte> serverName);

    /// <summary>The key for a new ticket.</summary>
    OpenSslTicketKey CurrentTicketKey();

    /// <summary>The key of a ticket that a client brings; null: unknown or too old, so the handshake is a full one.</summary>
    OpenSslTicketKey? FindTicketKey(ReadOnlySpan<byte> name);
}
