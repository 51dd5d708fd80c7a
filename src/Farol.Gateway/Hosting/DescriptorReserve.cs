using Farol.Gateway.Native;

namespace Farol.Gateway.Hosting;

/// <summary>
/// One descriptor kept for the moment when there are no others: it is given up to accept a connection, which is closed at once. Otherwise the
/// connection would wait in the backlog and wake the loops without end.
/// </summary>
internal sealed class DescriptorReserve : IDisposable
{
    /// <summary>What files, logs, listeners and loops need beside connections.</summary>
    private const int Others = 64;

    private readonly Lock _using = new();
    private int _spare = Posix.CreateEvent();

    /// <summary>Each client needs a backend's connection at worst.</summary>
    public static int ConnectionsThatFit { get; } = Math.Max(1, (int)(Posix.DescriptorLimit - Others) / 2);

    /// <summary>Takes one waiting connection and closes it; false when none waits, or another thread was faster to the descriptor.</summary>
    public bool TryRefuseOne(int listener)
    {
        lock (_using)
        {
            if (_spare >= 0)
            {
                _ = Posix.Close(_spare);
            }

            var refused = Posix.Accept(listener, out _);
            if (refused >= 0)
            {
                _ = Posix.Close(refused);
            }

            _spare = Posix.TryCreateEvent();
            return refused >= 0;
        }
    }

    public void Dispose()
    {
        if (_spare >= 0)
        {
            _ = Posix.Close(_spare);
        }
    }
}
