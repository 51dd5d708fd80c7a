using Farol.Devices;
using Farol.Devices.Sessions;
using Farol.Devices.Ssh;
using Farol.Devices.Telnet;
using Farol.Devices.Terminals;

namespace Farol.Monitor.Routers;

/// <summary>Makes connections to real routers, and to the simulated one, which is reached the same way.</summary>
internal sealed class RouterConnections(StoredHostKeyPins pins, TimeProvider time) : IRouterConnections
{
    public IRouterConnection Create(RouterDefinition router) => new RouterConnection(
        Connector(router, router.Username, router.Password, router.PrivateKeyFile, router.PrivateKeyPassphrase),
        Settings(router),
        time,
        new Random(),
        router.CanChange ? Connector(router, router.ChangeUsername!, router.ChangePassword, null, null) : null);

    private IShellConnector Connector(RouterDefinition router, string username, string? password, string? keyFile, string? passphrase) =>
        router.Protocol == RouterProtocol.Ssh
            ? new SshShellConnector(new SshSettings
            {
                Host = router.Host,
                Port = router.Port,
                Username = username,
                Password = password,
                PrivateKeyFile = keyFile,
                PrivateKeyPassphrase = passphrase,
                TrustedHostKey = router.HostKeyFingerprint,
                AllowLegacyAlgorithms = router.AllowLegacyAlgorithms,
            }, pins, time)
            : new TelnetShellConnector(new TelnetSettings { Host = router.Host, Port = router.Port }, time);

    private static RouterConnectionSettings Settings(RouterDefinition router) => new()
    {
        Terminal = new TerminalSettings { Username = router.Username, Password = router.Password },
        ChangeTerminal = router.CanChange ? new TerminalSettings { Username = router.ChangeUsername, Password = router.ChangePassword } : null,
        MaxSessions = router.MaxSessions,
    };
}
