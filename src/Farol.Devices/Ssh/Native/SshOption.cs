namespace Farol.Devices.Ssh.Native;

/// <summary>The part of <c>enum ssh_options_e</c> that is used (libssh/libssh.h; the numbers are part of the ABI).</summary>
internal enum SshOption
{
    Host = 0,
    Port = 1,
    Descriptor = 3,
    User = 4,
    SshDirectory = 5,
    KnownHosts = 8,
    CiphersToServer = 15,
    CiphersToClient = 16,
    KeyExchange = 24,
    HostKeys = 25,
    MacsToServer = 29,
    MacsToClient = 30,
    GlobalKnownHosts = 35,
    NoDelay = 36,
    PublicKeyTypes = 37,
    ProcessConfiguration = 38,
}
