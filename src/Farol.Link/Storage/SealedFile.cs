using System.Security.Cryptography;

namespace Farol.Link.Storage;

/// <summary>
/// A file that is sealed with AES-GCM under a key in a file beside it; both are for the owner only. A copy of the folder without the key file tells
/// nothing.
/// </summary>
/// <param name="magic">Format and version; authenticated with the rest.</param>
public sealed class SealedFile(string folder, string fileName, string keyFileName, byte[] magic)
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Path => System.IO.Path.Combine(folder, fileName);

    private string KeyPath => System.IO.Path.Combine(folder, keyFileName);

    /// <summary>Replaces it, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(ReadOnlySpan<byte> plain)
    {
        try
        {
            _ = Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            Replace(Path, Seal(plain, Key()));
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException(refused.Message, refused);
        }
    }

    /// <returns>What was stored last; null: nothing was.</returns>
    /// <exception cref="IOException">Something is there that cannot be used.</exception>
    public byte[]? Load()
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        try
        {
            return Open(File.ReadAllBytes(Path), File.ReadAllBytes(KeyPath));
        }
        catch (Exception unusable) when (unusable is CryptographicException or UnauthorizedAccessException or FileNotFoundException)
        {
            throw new IOException($"{Path} cannot be opened with {KeyPath}: {unusable.Message}", unusable);
        }
    }

    private byte[] Seal(ReadOnlySpan<byte> plain, byte[] key)
    {
        var head = magic.Length + NonceBytes + TagBytes;
        var file = new byte[head + plain.Length];
        magic.CopyTo(file, 0);
        var nonce = file.AsSpan(magic.Length, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, plain, file.AsSpan(head), file.AsSpan(magic.Length + NonceBytes, TagBytes), magic);
        return file;
    }

    private byte[] Open(byte[] file, byte[] key)
    {
        var head = magic.Length + NonceBytes + TagBytes;
        if (file.Length < head || !file.AsSpan(0, magic.Length).SequenceEqual(magic) || key.Length != KeyBytes)
        {
            throw new CryptographicException("It is no sealed file of this version.");
        }

        var plain = new byte[file.Length - head];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(file.AsSpan(magic.Length, NonceBytes), file.AsSpan(head), file.AsSpan(magic.Length + NonceBytes, TagBytes), plain, magic);
        return plain;
    }

    private byte[] Key()
    {
        if (File.Exists(KeyPath) && File.ReadAllBytes(KeyPath) is { Length: KeyBytes } key)
        {
            return key;
        }

        key = RandomNumberGenerator.GetBytes(KeyBytes);
        Replace(KeyPath, key);
        return key;
    }

    private static void Replace(string path, byte[] bytes)
    {
        var next = path + ".new";
        File.Delete(next);
        using (var file = new FileStream(next, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }
}
