namespace Farol.Simulator.Ssh;

/// <summary>What the server offers.</summary>
internal sealed record SshAlgorithms(string KeyExchange, string HostKeys, string Ciphers, string Hmacs)
{
    /// <summary>V800R012's list: group exchange (never below 3072 bits) and the NIST curves.</summary>
    public static SshAlgorithms Modern { get; } = new(
        "diffie-hellman-group-exchange-sha256,ecdh-sha2-nistp521,ecdh-sha2-nistp384,ecdh-sha2-nistp256",
        "rsa-sha2-512,rsa-sha2-256,ecdsa-sha2-nistp521",
        "aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr,aes192-ctr,aes128-ctr",
        "hmac-sha2-512,hmac-sha2-256");

    /// <summary>Old software: what today's clients refuse unless told otherwise.</summary>
    public static SshAlgorithms Legacy { get; } = new(
        "diffie-hellman-group14-sha1,diffie-hellman-group-exchange-sha1",
        "ssh-rsa",
        "aes128-cbc,aes256-cbc",
        "hmac-sha1");
}
