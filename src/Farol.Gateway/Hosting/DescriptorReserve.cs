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

    /// <summary>
    /// Never given to connections: the runtime ends the process when it cannot open a file (an assembly that is needed for the first time), and
    /// health checks, name resolution and logs want some too.
    /// </summary>
    private const int Kept = 32;

    private static readonly long _firstKept = Posix.DescriptorLimit - Kept;

    private readonly Lock _using = new();
    private int _spare = Posix.CreateEvent();

    /// <summary>Each client needs a backend's connection at worst.</summary>
    public static int ConnectionsThatFit { get; } = Math.Max(1, (int)(Posix.DescriptorLimit - Others) / 2);

    /// <summary>True for a descriptor that no connection may have. The kernel gives the lowest free number, so one of the last means that nearly all are taken.</summary>
    public static bool IsKept(int descriptor) => descriptor >= _firstKept;

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
