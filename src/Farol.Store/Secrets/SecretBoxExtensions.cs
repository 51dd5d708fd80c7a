using System.Text;

namespace Farol.Store.Secrets;

/// <summary>Secrets that are text.</summary>
public static class SecretBoxExtensions
{
    /// <summary>Seals text into base64, fit for a text column.</summary>
    public static string SealText(this ISecretBox box, string secret, string context) =>
        Convert.ToBase64String(box.Seal(Encoding.UTF8.GetBytes(secret), context));

    /// <exception cref="StoreException"><see cref="StoreFault.WrongKey"/>: another key or context, or damaged text.</exception>
    public static string OpenText(this ISecretBox box, string sealedText, string context)
    {
        var envelope = new byte[sealedText.Length];
        return Convert.TryFromBase64String(sealedText, envelope, out var length)
            ? Encoding.UTF8.GetString(box.Open(envelope.AsSpan(0, length), context))
            : Encoding.UTF8.GetString(box.Open([], context));
    }
}
