using System.Security.Cryptography;
using System.Text;

namespace Farol.Store.Secrets;

/// <summary>
/// AES-256-GCM with a key derived for each purpose from the key file. Envelope: version 1, 12 bytes of nonce,
/// 16 bytes of tag, the ciphertext; version and context are authenticated.
/// </summary>
internal sealed class SecretBox(KeyFile keyFile) : ISecretBox
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeaderBytes = 1 + NonceBytes + TagBytes;

    public byte[] Seal(ReadOnlySpan<byte> secret, string context)
    {
        var envelope = new byte[HeaderBytes + secret.Length];
        envelope[0] = Version;
        var nonce = envelope.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(SealingKey(), TagBytes);
        cipher.Encrypt(
            nonce, secret, envelope.AsSpan(HeaderBytes), envelope.AsSpan(1 + NonceBytes, TagBytes), AssociatedData(context));
        return envelope;
    }

    public byte[] Open(ReadOnlySpan<byte> envelope, string context)
    {
        if (envelope.Length < HeaderBytes || envelope[0] != Version)
        {
            throw WrongKey(context, "the sealed value is damaged or of another version", null);
        }

        var secret = new byte[envelope.Length - HeaderBytes];
        try
        {
            using var cipher = new AesGcm(SealingKey(), TagBytes);
            cipher.Decrypt(
                envelope.Slice(1, NonceBytes),
                envelope[HeaderBytes..],
                envelope.Slice(1 + NonceBytes, TagBytes),
                secret,
                AssociatedData(context));
            return secret;
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw WrongKey(context, "it was sealed with another key or is damaged", error);
        }
    }

    public byte[] Sign(ReadOnlySpan<byte> message, string context) =>
        HMACSHA256.HashData(keyFile.Derive("sign " + context), message);

    private byte[] SealingKey() => keyFile.Derive("seal");

    private static byte[] AssociatedData(string context) => [Version, .. Encoding.UTF8.GetBytes(context)];

    private StoreException WrongKey(string context, string why, Exception? error) => new(
        StoreFault.WrongKey,
        $"The stored secret {context} does not open with the key file {keyFile.Path}: {why}. "
        + "Put back the key file that belongs to this data folder, or enter the secret again.",
        error);
}
