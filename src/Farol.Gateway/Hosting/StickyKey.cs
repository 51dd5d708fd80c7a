using System.Security.Cryptography;
using System.Text;
using Farol.Configuration.Gateway;

namespace Farol.Gateway.Hosting;

/// <summary>The key that signs sticky cookies: of the configuration where gateways share clients, otherwise of this installation, kept over restarts.</summary>
internal static class StickyKey
{
    private const int Bytes = 32;
    private const string FileName = "sticky.key";

    /// <exception cref="IOException">The installation's key can neither be read nor kept.</exception>
    public static byte[] Of(GatewayDocument document, string folder)
    {
        if (document.Gateway.StickySecret is { Length: > 0 } secret)
        {
            return SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        }

        var path = Path.Combine(folder, FileName);
        try
        {
            if (File.Exists(path) && File.ReadAllBytes(path) is { Length: Bytes } kept)
            {
                return kept;
            }

            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var key = RandomNumberGenerator.GetBytes(Bytes);
            File.Delete(path);
            using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
            file.Write(key);
            return key;
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException($"{path} keeps the key of sticky cookies and cannot be used: {refused.Message} Give --data a folder that this user may write", refused);
        }
    }
}
