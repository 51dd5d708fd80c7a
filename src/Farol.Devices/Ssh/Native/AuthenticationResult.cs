namespace Farol.Devices.Ssh.Native;

/// <summary><c>enum ssh_auth_e</c> (libssh/libssh.h).</summary>
internal enum AuthenticationResult
{
    Error = -1,
    Success = 0,
    Denied = 1,
    Partial = 2,
    Question = 3,
    Again = 4,
}
