using System.IO.Compression;
using Farol.Configuration.Gateway;
using Farol.Store.Secrets;

namespace Farol.Control.Revisions;

/// <summary>A document as it lies in the database: canonical JSON, compressed, sealed.</summary>
internal sealed class DocumentSeal(ISecretBox secrets)
{
    private const string Context = "configuration/document";

    /// <summary>Equal documents have equal digests. Keyed, so that nobody who has the database alone can try guesses of a secret against it.</summary>
    public string DigestOf(byte[] json) => Convert.ToHexStringLower(secrets.Sign(json, Context));

    public byte[] Seal(byte[] json, string digest)
    {
        using var packed = new MemoryStream();
        using (var compression = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            compression.Write(json);
        }

        return secrets.Seal(packed.ToArray(), $"{Context}/{digest}");
    }

    public GatewayDocument Open(byte[] sealedBytes, string digest)
    {
        using var packed = new MemoryStream(secrets.Open(sealedBytes, $"{Context}/{digest}"));
        using var compression = new BrotliStream(packed, CompressionMode.Decompress);
        using var json = new MemoryStream();
        compression.CopyTo(json);
        return GatewayJson.Read(json.ToArray());
    }
}
