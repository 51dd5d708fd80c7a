using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Farol.Configuration.Gateway;

/// <summary>
/// The canonical JSON form of a <see cref="GatewayDocument"/>: what the link and the last good snapshot carry. Keys are those of the file, so
/// that the form is itself a valid file (only <c>acme_challenges</c>, <c>blocks</c> and the PEM keys have no use in one).
/// </summary>
public static class GatewayJson
{
    /// <summary>
    /// By reflection: the source generator gives null to init-only properties that the text leaves out, instead of their defaults, so that a
    /// snapshot of an older version could not be read. Unknown and repeated keys are refused, what is null is left out.
    /// </summary>
    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new DurationJsonConverter(), new NetworkJsonConverter() },
    };

    public static byte[] Write(GatewayDocument document) => JsonSerializer.SerializeToUtf8Bytes(document, Options);

    /// <exception cref="JsonException">It is no document; <see cref="JsonException.Path"/> says where.</exception>
    public static GatewayDocument Read(ReadOnlySpan<byte> json) =>
        GatewayCompletion.Complete(JsonSerializer.Deserialize<GatewayDocument>(json, Options)
            ?? throw new JsonException("expected a document, found null"));

    /// <summary>SHA-256 of the canonical form, in lower-case hexadecimal: equal documents have equal hashes on every machine.</summary>
    public static string Hash(GatewayDocument document) => Convert.ToHexStringLower(SHA256.HashData(Write(document)));
}
