namespace Farol.Gateway.Native;

/// <summary>Seals session tickets (RFC 5077, 4): a name that is public, and two secrets.</summary>
internal sealed class OpenSslTicketKey(byte[] name, byte[] cipherKey, byte[] authenticationKey)
{
    public const int NameLength = 16;
    public const int SecretLength = 32;

    public byte[] Name { get; } = name;

    internal byte[] CipherKey { get; } = cipherKey;

    internal byte[] AuthenticationKey { get; } = authenticationKey;

    public override string ToString() => $"ticket key {Convert.ToHexString(Name)}";
}
