using System.Net;
using System.Net.Sockets;

namespace Testing.Support;

/// <summary>
/// Ports for programs under test. Below the range that the kernel picks from, so that nobody who asks it for any port is given ours meanwhile; a thousand
/// for each test program, so that two that run at the same time do not take each other's.
/// </summary>
public static class FreePorts
{
    private const int First = 20_000;
    private const int Share = 1_000;
    private const int Shares = 12;

    private static readonly FileStream? _claim = Claim();
    private static int _taken;

    /// <summary>A port that nobody listens on now, and that this process has not been given for long.</summary>
    public static int Take()
    {
        while (true)
        {
            var port = FirstOfShare + (Interlocked.Increment(ref _taken) % Share);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody's already: the next one.
            }
        }
    }

    /// <summary>With more programs than shares, the last ones share by chance.</summary>
    private static int FirstOfShare => First + ((_claim is null ? Environment.ProcessId % Shares : _claim.Name[^1] - 'a') * Share);

    /// <summary>The kernel gives the lock back when the process ends, however it ends.</summary>
    private static FileStream? Claim()
    {
        for (var share = 'a'; share < 'a' + Shares; share++)
        {
            try
            {
                return new FileStream(Path.Combine(Path.GetTempPath(), $"farol-test-ports-{share}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
            {
                // Another test program's, or another person's: the next one.
            }
        }

        return null;
    }
}
