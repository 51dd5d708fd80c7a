namespace Farol.Devices.Ssh.Native;

/// <summary>The <c>SSH_AUTH_METHOD_*</c> flags (libssh/libssh.h).</summary>
[Flags]
internal enum AuthenticationMethods
{
    Unknown = 0,
    None = 0x01,
    Password = 0x02,
    PublicKey = 0x04,
    HostBased = 0x08,
    KeyboardInteractive = 0x10,
    Gssapi = 0x20,
}
