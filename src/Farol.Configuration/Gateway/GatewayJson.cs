using System.Security.Cryptography;
using System.Text.Json;

namespace Farol.Configuration.Gateway;

/// <summary>
/// The canonical JSON form of a <see cref="GatewayDocument"/>: what the link and the last good snapshot carry. Keys are those of the file, so
/// that the form is itself a valid file (only <c>acme_challenges</c> and the PEM keys have no use in one).
/// </summary>
public static class GatewayJson
{
    public static byte[] Write(GatewayDocument document) => JsonSerializer.SerializeToUtf8Bytes(document, GatewayJsonContext.Default.GatewayDocument);

    /// <exception cref="JsonException">It is no document; <see cref="JsonException.Path"/> says where.</exception>
    public static GatewayDocument Read(ReadOnlySpan<byte> json) =>
        GatewayCompletion.Complete(JsonSerializer.Deserialize(json, GatewayJsonContext.Default.GatewayDocument)
            ?? throw new JsonException("expected a document, found null"));

    /// <summary>SHA-256 of the canonical form, in lower-case hexadecimal: equal documents have equal hashes on every machine.</summary>
    public static string Hash(GatewayDocument document) => Convert.ToHexStringLower(SHA256.HashData(Write(document)));
}
