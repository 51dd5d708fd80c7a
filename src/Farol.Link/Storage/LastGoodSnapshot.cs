using System.Buffers.Binary;
using System.Security.Cryptography;
using Farol.Link.Documents;

namespace Farol.Link.Storage;

/// <summary>
/// The document that a gateway last applied, on disk for a start without its control plane. It may hold keys of certificates, so it is sealed
/// with AES-GCM under a key in a file beside it; both are for the owner only. A copy of the folder without the key file tells nothing.
/// </summary>
public sealed class LastGoodSnapshot(string folder)
{
    public const string FileName = "last-good.snapshot";
    public const string FileNameBefore = "last-good-before.snapshot";
    public const string KeyFileName = "snapshot.key";

    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int RevisionBytes = 8;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Format and version; authenticated with the rest.</summary>
    private static readonly byte[] _magic = "FAROL-SNAPSHOT-1"u8.ToArray();

    private string FilePath => Path.Combine(folder, FileName);

    private string FilePathBefore => Path.Combine(folder, FileNameBefore);

    private string KeyPath => Path.Combine(folder, KeyFileName);

    /// <summary>Stores it, whole or not at all; what was stored becomes the one before.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async Task SaveAsync(LinkDocument document, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            var key = await KeyAsync(cancellationToken);
            if (await IsStoredAsync(document, cancellationToken))
            {
                return;
            }

            if (File.Exists(FilePath))
            {
                File.Move(FilePath, FilePathBefore, overwrite: true);
            }

            await ReplaceAsync(FilePath, Seal(document, key), cancellationToken);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException(refused.Message, refused);
        }
    }

    /// <returns>What was stored last, or <c>null</c> when nothing was.</returns>
    /// <exception cref="IOException">Something is there that cannot be used; the text says what to do.</exception>
    public Task<LinkDocument?> LoadAsync(CancellationToken cancellationToken) =>
        LoadAsync(File.Exists(FilePath) ? FilePath : FilePathBefore, cancellationToken);

    /// <returns>What was stored before that, or <c>null</c>.</returns>
    /// <exception cref="IOException">Something is there that cannot be used; the text says what to do.</exception>
    public Task<LinkDocument?> LoadBeforeAsync(CancellationToken cancellationToken) => LoadAsync(FilePathBefore, cancellationToken);

    private async Task<LinkDocument?> LoadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var key = await File.ReadAllBytesAsync(KeyPath, cancellationToken);
            return Open(await File.ReadAllBytesAsync(path, cancellationToken), key);
        }
        catch (Exception unusable) when (unusable is CryptographicException or UnauthorizedAccessException or FileNotFoundException)
        {
            throw new IOException($"{path} cannot be opened with {KeyPath}: {unusable.Message} Delete both; the control plane sends the snapshot anew", unusable);
        }
    }

    private async Task<bool> IsStoredAsync(LinkDocument document, CancellationToken cancellationToken)
    {
        try
        {
            return File.Exists(FilePath) && await LoadAsync(FilePath, cancellationToken) is { } stored
                && stored.Revision == document.Revision && stored.Hash.Span.SequenceEqual(document.Hash.Span);
        }
        catch (IOException)
        {
            // What cannot be read is replaced.
            return false;
        }
    }

    private static byte[] Seal(LinkDocument document, byte[] key)
    {
        var plain = new byte[RevisionBytes + document.Json.Length];
        BinaryPrimitives.WriteUInt64BigEndian(plain, document.Revision);
        document.Json.Span.CopyTo(plain.AsSpan(RevisionBytes));
        var file = new byte[_magic.Length + NonceBytes + TagBytes + plain.Length];
        _magic.CopyTo(file, 0);
        var nonce = file.AsSpan(_magic.Length, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, plain, file.AsSpan(_magic.Length + NonceBytes + TagBytes), file.AsSpan(_magic.Length + NonceBytes, TagBytes), _magic);
        return file;
    }

    private static LinkDocument Open(byte[] file, byte[] key)
    {
        var head = _magic.Length + NonceBytes + TagBytes;
        if (file.Length < head + RevisionBytes || !file.AsSpan(0, _magic.Length).SequenceEqual(_magic) || key.Length != KeyBytes)
        {
            throw new CryptographicException("It is no sealed snapshot of this version.");
        }

        var plain = new byte[file.Length - head];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(file.AsSpan(_magic.Length, NonceBytes), file.AsSpan(head), file.AsSpan(_magic.Length + NonceBytes, TagBytes), plain, _magic);
        return LinkDocument.Of(BinaryPrimitives.ReadUInt64BigEndian(plain), plain.AsMemory(RevisionBytes));
    }

    private async Task<byte[]> KeyAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(KeyPath) && await File.ReadAllBytesAsync(KeyPath, cancellationToken) is { Length: KeyBytes } key)
        {
            return key;
        }

        key = RandomNumberGenerator.GetBytes(KeyBytes);
        await ReplaceAsync(KeyPath, key, cancellationToken);
        return key;
    }

    private static async Task ReplaceAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        var next = path + ".new";
        File.Delete(next);
        await using (var file = new FileStream(next, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            await file.WriteAsync(bytes, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }
}
