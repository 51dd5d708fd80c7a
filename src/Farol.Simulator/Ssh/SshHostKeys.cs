using System.Security.Cryptography;

namespace Farol.Simulator.Ssh;

/// <summary>
/// The server's host keys (RSA and ECDSA, as the router has), made at the first start and kept in a folder. Changing them is a
/// scenario; the routers of one process share a folder and its keys, unless they change them.
/// </summary>
internal sealed class SshHostKeys
{
    private const int RsaBits = 3_072;

    private readonly Lock _gate = new();
    private readonly string? _folder;
    private (string Rsa, string Ecdsa)? _current;

    private SshHostKeys(string? folder, (string Rsa, string Ecdsa)? current)
    {
        _folder = folder;
        _current = current;
    }

    /// <summary>PEM texts of the keys in use; without a folder they are made when first asked for.</summary>
    public (string Rsa, string Ecdsa) Current
    {
        get
        {
            lock (_gate)
            {
                return _current ??= Generate();
            }
        }
    }

    public static SshHostKeys Open(string? folder)
    {
        if (folder is null)
        {
            return new SshHostKeys(null, null);
        }

        Directory.CreateDirectory(folder);
        var (rsa, ecdsa) = Files(folder);
        if (File.Exists(rsa) && File.Exists(ecdsa))
        {
            return new SshHostKeys(folder, (File.ReadAllText(rsa), File.ReadAllText(ecdsa)));
        }

        var keys = new SshHostKeys(folder, Generate());
        keys.Keep();
        return keys;
    }

    /// <summary>The same keys for another router, which may change them without changing these.</summary>
    public SshHostKeys Copy() => new(null, Current);

    public void Change()
    {
        var changed = Generate();
        lock (_gate)
        {
            _current = changed;
        }

        if (_folder is not null)
        {
            Keep();
        }
    }

    private static (string Rsa, string Ecdsa) Generate()
    {
        using var rsa = RSA.Create(RsaBits);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        return (rsa.ExportPkcs8PrivateKeyPem(), ecdsa.ExportECPrivateKeyPem());
    }

    private static (string Rsa, string Ecdsa) Files(string folder) =>
        (Path.Combine(folder, "ssh_host_rsa_key"), Path.Combine(folder, "ssh_host_ecdsa_key"));

    private void Keep()
    {
        var (rsa, ecdsa) = Files(_folder!);
        var owner = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            owner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        foreach (var (file, text) in new[] { (rsa, Current.Rsa), (ecdsa, Current.Ecdsa) })
        {
            using var writer = new StreamWriter(file, owner);
            writer.Write(text);
        }
    }
}
