using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Farol.Link.Joining;

/// <summary>A gateway's key, certificate and authority, in one file so that they change together; for its owner only.</summary>
public sealed class IdentityFile(string folder)
{
    public const string FileName = "link.pem";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string FilePath => Path.Combine(folder, FileName);

    /// <returns><c>null</c>: this gateway has not joined yet.</returns>
    /// <exception cref="IOException">It cannot be read; the text says what to do.</exception>
    public GatewayIdentity? Load()
    {
        if (!File.Exists(FilePath))
        {
            return null;
        }

        try
        {
            var pem = File.ReadAllText(FilePath);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(pem);
            return chain.Count == 2
                ? new GatewayIdentity(X509Certificate2.CreateFromPem(pem, pem), chain[1])
                : throw new CryptographicException($"it holds {chain.Count} certificates instead of 2.");
        }
        catch (Exception unusable) when (unusable is CryptographicException or UnauthorizedAccessException or ArgumentException)
        {
            throw new IOException($"{FilePath} cannot be used: {unusable.Message} Put it back, or delete it and join with a new token", unusable);
        }
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(GatewayIdentity identity)
    {
        using var key = identity.Certificate.GetECDsaPrivateKey()!;
        var pem = string.Join('\n', key.ExportPkcs8PrivateKeyPem(), identity.Certificate.ExportCertificatePem(), identity.Authority.ExportCertificatePem(), "");
        try
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            var next = FilePath + ".new";
            File.Delete(next);
            using (var file = new FileStream(next, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            {
                file.Write(Encoding.ASCII.GetBytes(pem));
                file.Flush(flushToDisk: true);
            }

            File.Move(next, FilePath, overwrite: true);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException($"{FilePath} cannot be written: {refused.Message}", refused);
        }
    }
}
