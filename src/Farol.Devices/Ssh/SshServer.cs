namespace Farol.Devices.Ssh;

/// <summary>What a server showed of itself in the key exchange.</summary>
/// <param name="Identification">Its first line: <c>SSH-2.0--</c>.</param>
/// <param name="Key">Its host key.</param>
/// <param name="KeyExchange">The key exchange that was agreed on; null for a group exchange, which libssh does not name.</param>
/// <param name="Cipher">The cipher from the server.</param>
internal sealed record SshServer(string Identification, HostKey Key, string? KeyExchange, string? Cipher);
