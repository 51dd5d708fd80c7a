using System.Collections.Concurrent;

namespace Farol.Devices.Ssh;

/// <summary>Pins that last as long as the process.</summary>
public sealed class MemoryHostKeyPins : IHostKeyPins
{
    private readonly ConcurrentDictionary<(string Host, int Port), HostKey> _pins = new();

    public ValueTask<HostKey?> FindAsync(string host, int port, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_pins.GetValueOrDefault((host, port)));

    public ValueTask<HostKey> PinAsync(string host, int port, HostKey key, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_pins.GetOrAdd((host, port), key));
}
