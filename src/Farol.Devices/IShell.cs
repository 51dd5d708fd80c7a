namespace Farol.Devices;

/// <summary>
/// The bytes of one interactive terminal of a router, whatever carries them. One reader and one writer at a time.
/// </summary>
/// <remarks>
/// Implemented over SSH (<c>Ssh</c>) and Telnet (<c>Telnet</c>). Login is part of opening a shell for SSH;
/// for Telnet the prompts come through this stream and <c>Terminal</c> answers them.
/// </remarks>
public interface IShell : IAsyncDisposable
{
    /// <summary>"ssh" or "telnet".</summary>
    string Protocol { get; }

    /// <summary>Whether the user was authenticated before the first byte; false where the router will ask in the stream.</summary>
    bool IsAuthenticated { get; }

    /// <summary>Reads what is there; waits for at least one byte. 0 means that the router closed the terminal.</summary>
    /// <exception cref="DeviceException">The connection failed.</exception>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <exception cref="DeviceException">The connection failed.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Shuts the socket down at once from any thread; a pending read or write ends with <see cref="DeviceFault.ConnectionLost"/>.</summary>
    void Abort();
}
