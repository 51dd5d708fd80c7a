namespace Farol.Gateway.Native;

/// <summary>A system call on a socket or descriptor failed; <see cref="Error"/> is the kernel's number (errno(3)).</summary>
internal sealed class SocketCallException(string call, int error) : IOException($"{call} failed: {Posix.ErrorText(error)}")
{
    public int Error { get; } = error;
}
