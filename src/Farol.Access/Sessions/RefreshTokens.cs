using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Farol.Access.Sessions;

/// <summary>Refresh tokens: 256 random bits, stored as their SHA-256 only.</summary>
internal static class RefreshTokens
{
    private const int Bytes = 32;
    private const int MaxLength = 128;

    public static string Create() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[]? Hash(string? token) =>
        token is { Length: > 0 and <= MaxLength } ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;
}
