using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Farol.Access.Keys;

/// <summary>A key as its holder sends it: <c>farol_ab12cd34_</c> and 256 random bits. The part before the second underscore is shown in lists.</summary>
internal static class KeyText
{
    private const string Start = "farol_";
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int NameLength = 8;
    private const int SecretBytes = 32;
    private const int SecretLength = 43;
    private const int PrefixLength = 6 + NameLength;

    public static (string Key, string Prefix) Create()
    {
        var prefix = Start + RandomNumberGenerator.GetString(Alphabet, NameLength);
        return ($"{prefix}_{WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes))}", prefix);
    }

    public static bool LooksLikeKey(ReadOnlySpan<char> token) =>
        token.Length == PrefixLength + 1 + SecretLength && token.StartsWith(Start, StringComparison.Ordinal) && token[PrefixLength] == '_';

    public static ReadOnlySpan<char> PrefixOf(ReadOnlySpan<char> key) => key[..PrefixLength];

    public static byte[] Hash(ReadOnlySpan<char> key) => SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString()));
}
