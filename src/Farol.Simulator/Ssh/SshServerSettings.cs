using Farol.Simulator.Native;
using Farol.Simulator.Terminals;

namespace Farol.Simulator.Ssh;

/// <summary>How the server presents itself to the next connection.</summary>
internal sealed record SshServerSettings(string Ident, SshAlgorithms Algorithms, (string Rsa, string Ecdsa) HostKeys, string ModuliFile)
{
    /// <summary>Fills a bind; the system's own server configuration is not read.</summary>
    public void Apply(nint bind)
    {
        var no = (byte)0;
        _ = LibSsh.SetBindOption(bind, LibSsh.BindProcessConfig, in no);
        Set(bind, LibSsh.BindBanner, Ident);
        ImportKey(bind, HostKeys.Rsa);
        if (Algorithms.HostKeys.Contains("ecdsa", StringComparison.Ordinal))
        {
            ImportKey(bind, HostKeys.Ecdsa);
        }

        Set(bind, LibSsh.BindModuli, ModuliFile);
        Set(bind, LibSsh.BindKeyExchange, Algorithms.KeyExchange);
        Set(bind, LibSsh.BindHostKeyAlgorithms, Algorithms.HostKeys);
        Set(bind, LibSsh.BindCiphersClientToServer, Algorithms.Ciphers);
        Set(bind, LibSsh.BindCiphersServerToClient, Algorithms.Ciphers);
        Set(bind, LibSsh.BindHmacClientToServer, Algorithms.Hmacs);
        Set(bind, LibSsh.BindHmacServerToClient, Algorithms.Hmacs);
    }

    private static void Set(nint bind, int option, string value)
    {
        if (LibSsh.SetBindOption(bind, option, value) != LibSsh.Ok)
        {
            throw new ConnectionEndedException($"libssh refuses \"{value}\": {LibSsh.ErrorText(bind)}");
        }
    }

    /// <summary>The bind owns the key from then on.</summary>
    private static void ImportKey(nint bind, string pem)
    {
        if (LibSsh.ImportPrivateKey(pem, null, 0, 0, out var key) != LibSsh.Ok)
        {
            throw new ConnectionEndedException("the host key cannot be read; remove it and start again");
        }

        if (LibSsh.SetBindOption(bind, LibSsh.BindImportKey, key) != LibSsh.Ok)
        {
            LibSsh.FreeKey(key);
            throw new ConnectionEndedException($"libssh refuses the host key: {LibSsh.ErrorText(bind)}");
        }
    }
}
