namespace Farol.Devices.Ssh;

/// <summary>
/// The algorithm lists offered to a router, best first. NE8000 by default (V800R012 and later) knows only
/// diffie-hellman-group-exchange-sha256, AES in CTR and GCM, HMAC-SHA2, and rsa-sha2 host keys.
/// </summary>
public static class SshAlgorithms
{
    public const string ModernKeyExchange = "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,"
        + "ecdh-sha2-nistp521,diffie-hellman-group18-sha512,diffie-hellman-group16-sha512,"
        + "diffie-hellman-group-exchange-sha256,diffie-hellman-group14-sha256";

    public const string ModernHostKeys = "ssh-ed25519,ecdsa-sha2-nistp521,ecdsa-sha2-nistp384,ecdsa-sha2-nistp256,rsa-sha2-512,rsa-sha2-256";

    public const string ModernCiphers = "chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,aes128-gcm@openssh.com,"
        + "aes256-ctr,aes192-ctr,aes128-ctr";

    public const string ModernMacs = "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha2-256,hmac-sha2-512";

    public const string LegacyKeyExchange = "diffie-hellman-group14-sha1,diffie-hellman-group-exchange-sha1,diffie-hellman-group1-sha1";

    public const string LegacyHostKeys = "ssh-rsa";

    public const string LegacyCiphers = "aes256-cbc,aes192-cbc,aes128-cbc,3des-cbc";

    public const string LegacyMacs = "hmac-sha1-etm@openssh.com,hmac-sha1";

    /// <summary>The list to offer: the router's own if its settings have one, else the modern one; the old ones after it if allowed.</summary>
    internal static string Offer(string? ofRouter, string modern, string legacy, bool allowLegacy)
    {
        var offer = (ofRouter ?? modern).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return string.Join(',', allowLegacy ? offer.Union(legacy.Split(',')) : offer);
    }
}
