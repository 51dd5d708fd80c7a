using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace LiveBench;

/// <summary>
/// Thousands of clients on one thread. Says <c>connected</c> when all have their welcome, then does what its input says:
/// <c>record</c> delays; <c>read</c> with the stalled clients too, and record no more; <c>stop</c>. Every delay goes to a file, so
/// that percentiles are of all clients of all processes.
/// </summary>
internal sealed class LoadGenerator(BenchOptions options)
{
    private const int MaxConnecting = 100;
    private readonly List<LoadClient> _clients = [];
    private readonly byte[] _buffer = new byte[1024 * 1024];
    private readonly Epoll.Event[] _events = new Epoll.Event[1024];
    private readonly int _epoll = Epoll.Create();
    private volatile string _order = "";

    public int Run()
    {
        Connect();
        Console.WriteLine("connected");
        new Thread(ReadOrders) { IsBackground = true }.Start();
        var delays = new List<long>(options.Clients * (options.Seconds + 5));
        var watched = options.Stalled;
        while (_order != "stop")
        {
            while (_order == "read" && watched > 0)
            {
                watched--;
                Epoll.Watch(_epoll, _clients[watched].Descriptor, watched);
            }

            Turn(_order == "record" ? delays : null);
        }

        File.WriteAllBytes(options.Delays, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(delays)).ToArray());
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_clients.Sum(c => c.Frames)} {_clients.Sum(c => c.Skipped)} {_clients.Count(c => c.IsEnded)}"));
        _clients.ForEach(c => c.Dispose());
        return 0;
    }

    private void Connect()
    {
        var stalled = options.Stalled;
        var paths = options.Paths.Split(',');
        for (var n = 0; n < options.Clients; n++)
        {
            var reads = n >= stalled;
            var client = new LoadClient(options.Port, paths[n % paths.Length], reads);
            _clients.Add(client);
            if (reads)
            {
                Epoll.Watch(_epoll, client.Descriptor, n);
            }

            while (_clients.Count(c => !c.HasStarted) - Math.Min(stalled, _clients.Count) >= MaxConnecting)
            {
                Turn(null);
            }
        }

        while (_clients.Skip(stalled).Any(c => !c.HasStarted))
        {
            Turn(null);
        }
    }

    private void Turn(List<long>? delays)
    {
        var ready = Epoll.Wait(_epoll, _events, 100);
        for (var i = 0; i < ready; i++)
        {
            var client = _clients[_events[i].Index];
            if (!client.IsEnded)
            {
                client.Take(_buffer, Stopwatch.GetTimestamp(), delays);
            }
        }
    }

    private void ReadOrders()
    {
        while (Console.ReadLine() is { } order)
        {
            _order = order;
        }
    }
}
