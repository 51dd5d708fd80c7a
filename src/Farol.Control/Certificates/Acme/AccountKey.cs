using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Farol.Control.Certificates.Acme;

/// <summary>The key that speaks for the account: signs requests as JWS with ES256 (RFC 7515, RFC 7518, 3.4).</summary>
internal sealed class AccountKey : IDisposable
{
    private readonly ECDsa _key;

    private AccountKey(ECDsa key) => _key = key;

    public static AccountKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <param name="pkcs8">As <see cref="Export"/> gave it.</param>
    public static AccountKey Open(byte[] pkcs8)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return new AccountKey(key);
    }

    public byte[] Export() => _key.ExportPkcs8PrivateKey();

    /// <summary>A token, a dot, and the key's thumbprint (RFC 8555, 8.1).</summary>
    public string Authorize(string token) => $"{token}.{Thumbprint()}";

    /// <param name="accountUrl">Null: the account is not known yet, and the key itself goes along.</param>
    /// <param name="payload">JSON; empty for a POST-as-GET (RFC 8555, 6.3).</param>
    public string Sign(string url, string nonce, string? accountUrl, string payload)
    {
        var header = new JsonObject { ["alg"] = "ES256", ["nonce"] = nonce, ["url"] = url };
        if (accountUrl is null)
        {
            header["jwk"] = JsonNode.Parse(PublicKey());
        }
        else
        {
            header["kid"] = accountUrl;
        }

        var signed = $"{Encode(header.ToJsonString())}.{Encode(payload)}";
        var signature = _key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var parts = signed.Split('.');
        return new JsonObject { ["protected"] = parts[0], ["payload"] = parts[1], ["signature"] = Base64Url.EncodeToString(signature) }.ToJsonString();
    }

    public void Dispose() => _key.Dispose();

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    /// <summary>Of the members that are required, in the order of their names, without blanks (RFC 7638, 3).</summary>
    private string Thumbprint() => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(PublicKey())));

    private string PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return $$"""{"crv":"P-256","kty":"EC","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""";
    }
}
