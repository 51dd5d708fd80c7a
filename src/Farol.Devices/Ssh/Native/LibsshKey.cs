namespace Farol.Devices.Ssh.Native;

/// <summary>A key of libssh's; released once.</summary>
internal sealed class LibsshKey(nint key) : IDisposable
{
    public nint Pointer { get; private set; } = key;

    /// <summary>Reads a private key file; null when libssh cannot (no such file, no such format, wrong passphrase).</summary>
    public static unsafe LibsshKey? FromFile(string path, string passphrase)
    {
        using var nativePath = new NativeText(path);
        using var nativePassphrase = new NativeText(passphrase);
        fixed (byte* pathBytes = nativePath.Bytes, passphraseBytes = nativePassphrase.Bytes)
        {
            // An empty passphrase rather than none: with none OpenSSL would ask on the terminal of the process.
            var result = Libssh.ImportPrivateKeyFile(pathBytes, passphraseBytes, 0, 0, out var key);
            return result == Libssh.Ok ? new LibsshKey(key) : null;
        }
    }

    public void Dispose()
    {
        if (Pointer != 0)
        {
            Libssh.KeyFree(Pointer);
            Pointer = 0;
        }
    }
}
