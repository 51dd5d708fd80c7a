using System.Buffers.Text;
using System.Security.Cryptography;

namespace Farol.Link.Joining;

/// <summary>
/// What a person carries from the control plane to a new gateway: the fingerprint of the installation's authority, so that the gateway knows whom it
/// talks to before it shows the secret, and the secret, which is good for one certificate.
/// </summary>
public sealed class JoinToken
{
    private const string Prefix = "farol-join-";
    private const int FingerprintBytes = 32;
    private const int SecretBytes = 24;

    private JoinToken(byte[] authority, byte[] secret) => (Authority, Secret) = (authority, secret);

    /// <summary>SHA-256 of the authority's certificate.</summary>
    public ReadOnlyMemory<byte> Authority { get; }

    public ReadOnlyMemory<byte> Secret { get; }

    /// <summary>Secret: shown once to the person who asked for it.</summary>
    public string Text => Prefix + Base64Url.EncodeToString([.. Authority.Span, .. Secret.Span]);

    /// <summary>What may be stored: the secret cannot be had from it.</summary>
    public byte[] Hash => HashOf(Secret.Span);

    public static JoinToken Create(LinkAuthority authority) => new(SHA256.HashData(authority.Certificate.RawData), RandomNumberGenerator.GetBytes(SecretBytes));

    /// <exception cref="FormatException">It is no token; the text does not repeat it.</exception>
    public static JoinToken Parse(string text)
    {
        text = text.Trim();
        if (text.StartsWith(Prefix, StringComparison.Ordinal) && Base64Url.IsValid(text.AsSpan(Prefix.Length), out var length) && length == FingerprintBytes + SecretBytes)
        {
            var bytes = Base64Url.DecodeFromChars(text.AsSpan(Prefix.Length));
            return new JoinToken(bytes[..FingerprintBytes], bytes[FingerprintBytes..]);
        }

        throw new FormatException($"it is no join token: one begins with {Prefix} and comes from \"farol gateway token create NAME\" beside the control plane");
    }

    public static byte[] HashOf(ReadOnlySpan<byte> secret) => SHA256.HashData(secret);

    public override string ToString() => "join token";
}
