namespace Farol.Devices.Ssh;

/// <summary>Remembers which host key each router showed first, so that another key is refused later.</summary>
public interface IHostKeyPins
{
    /// <summary>The pinned key of a router, or null if it was never seen.</summary>
    ValueTask<HostKey?> FindAsync(string host, int port, CancellationToken cancellationToken);

    /// <summary>Pins the key of a router that has none. Keeps an earlier pin and returns it, if another call was faster.</summary>
    ValueTask<HostKey> PinAsync(string host, int port, HostKey key, CancellationToken cancellationToken);
}
