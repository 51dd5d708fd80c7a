using System.Net.Sockets;
using Farol.Devices.Ssh.Native;

namespace Farol.Devices.Ssh;

/// <summary>The first words of a session, on its thread: identification, algorithms, keys.</summary>
internal static class SshHandshake
{
    /// <summary>Exchanges keys and returns the server's identification and host key, which nobody has judged yet.</summary>
    /// <exception cref="DeviceException">It failed.</exception>
    public static SshServer Run(SshSocket socket, LibsshSession session, SshPatience patience, SshSettings settings, HostKey? pinned)
    {
        Configure(session, settings, pinned);
        string identification;
        try
        {
            identification = SshIdentification.Await(socket, settings.Target);
        }
        catch (SocketException e)
        {
            throw SshFaults.Lost(settings.Target, "the identification", e.Message);
        }

        session.Use(socket.Duplicate());
        if (!patience.Await(session.Connect))
        {
            var error = session.LastError;
            throw SshAlgorithmFaults.FromLibssh(settings.Target, error) ?? SshFaults.Lost(settings.Target, "the key exchange", error);
        }

        var key = session.ServerKey() ?? throw SshFaults.Lost(settings.Target, "the key exchange", "the server showed no usable host key");
        return new SshServer(identification, key, session.KeyExchange, session.Cipher);
    }

    private static void Configure(LibsshSession session, SshSettings settings, HostKey? pinned)
    {
        session.SetText(SshOption.Host, settings.Host);
        session.SetNumber(SshOption.Port, settings.Port);
        session.SetText(SshOption.User, settings.Username);
        session.SetNumber(SshOption.NoDelay, 1);
        var legacy = settings.AllowLegacyAlgorithms;
        var hostKeys = SshAlgorithms.Offer(settings.HostKeyAlgorithms, SshAlgorithms.ModernHostKeys, SshAlgorithms.LegacyHostKeys, legacy);
        var ciphers = SshAlgorithms.Offer(settings.Ciphers, SshAlgorithms.ModernCiphers, SshAlgorithms.LegacyCiphers, legacy);
        var macs = SshAlgorithms.Offer(settings.Macs, SshAlgorithms.ModernMacs, SshAlgorithms.LegacyMacs, legacy);
        var exchanges = SshAlgorithms.Offer(
            settings.KeyExchangeAlgorithms, SshAlgorithms.ModernKeyExchange, SshAlgorithms.LegacyKeyExchange, legacy);
        SetList(session, SshOption.KeyExchange, exchanges, settings, nameof(settings.KeyExchangeAlgorithms), settings.KeyExchangeAlgorithms);
        SetList(session, SshOption.HostKeys, PinnedFirst(hostKeys, pinned), settings, nameof(settings.HostKeyAlgorithms), settings.HostKeyAlgorithms);
        SetList(session, SshOption.CiphersToServer, ciphers, settings, nameof(settings.Ciphers), settings.Ciphers);
        SetList(session, SshOption.CiphersToClient, ciphers, settings, nameof(settings.Ciphers), settings.Ciphers);
        SetList(session, SshOption.MacsToServer, macs, settings, nameof(settings.Macs), settings.Macs);
        SetList(session, SshOption.MacsToClient, macs, settings, nameof(settings.Macs), settings.Macs);
        session.SetText(SshOption.PublicKeyTypes, SshAlgorithms.Offer(null, SshAlgorithms.ModernHostKeys, SshAlgorithms.LegacyHostKeys, legacy));
    }

    /// <summary>
    /// Our own lists may name what a build of libssh lacks: it leaves those out. A name that a person wrote is never dropped silently.
    /// </summary>
    private static void SetList(LibsshSession session, SshOption option, string list, SshSettings settings, string setting, string? written)
    {
        if (written is not null)
        {
            foreach (var algorithm in list.Split(','))
            {
                if (!session.TrySetText(option, algorithm))
                {
                    throw SshAlgorithmFaults.Unknown(settings.Target, setting, algorithm);
                }
            }
        }

        session.SetText(option, list);
    }

    /// <summary>Asks first for the type of key that is pinned, or a router with several would show another one and look changed.</summary>
    private static string PinnedFirst(string list, HostKey? pinned)
    {
        if (pinned is null)
        {
            return list;
        }

        return string.Join(',', list.Split(',').OrderByDescending(a => a == pinned.Type || (pinned.Type == "ssh-rsa" && a.StartsWith("rsa-sha2-", StringComparison.Ordinal))));
    }
}
