using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Farol.Store.Secrets;

/// <summary>The installation's master key: 32 random bytes in hexadecimal, made at first start, readable by its owner only.</summary>
internal sealed class KeyFile(DataFolder folder)
{
    private const int KeyBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly ConcurrentDictionary<string, byte[]> _derived = new(StringComparer.Ordinal);
    private byte[]? _master;

    public string Path => folder.File("secret.key");

    /// <exception cref="StoreException">The file is missing beside existing data, unreadable or open to others.</exception>
    public void Load(bool mayCreate)
    {
        if (File.Exists(Path))
        {
            _master = Read();
            return;
        }

        if (!mayCreate)
        {
            throw new StoreException(
                StoreFault.WrongKey,
                $"The key file {Path} is missing, but there is data sealed with it. Put it back from your backup.");
        }

        _master = Create();
    }

    /// <summary>A key for one purpose (HKDF-SHA256), so that no two uses share a key.</summary>
    public byte[] Derive(string purpose)
    {
        var master = _master ?? throw new StoreException(StoreFault.Closed, $"The key file {Path} is not loaded yet.");
        return _derived.GetOrAdd(
            purpose,
            static (info, key) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyBytes, info: Encoding.UTF8.GetBytes(info)),
            master);
    }

    private byte[] Read()
    {
        if ((File.GetUnixFileMode(Path) & ~OwnerOnly & ~UnixFileMode.UserExecute) != 0)
        {
            throw new StoreException(
                StoreFault.WrongKey, $"The key file {Path} is open to other users. Type: chmod 600 {Path}");
        }

        try
        {
            var key = Convert.FromHexString(File.ReadAllText(Path).Trim());
            return key.Length == KeyBytes ? key : throw new FormatException();
        }
        catch (FormatException error)
        {
            throw new StoreException(
                StoreFault.WrongKey, $"The key file {Path} does not hold {KeyBytes} bytes in hexadecimal. Put it back from your backup.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StoreException(StoreFault.ReadOnly, $"The key file {Path} may not be read by this user.", error);
        }
    }

    private byte[] Create()
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        var draft = Path + ".new";
        File.Delete(draft);
        using (var stream = new FileStream(
            draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key) + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, Path);
        return key;
    }
}
