using Farol.Configuration.Gateway;

namespace Farol.Gateway.Limits;

/// <summary>
/// Counts connections of clients over all loops, in all and for each client, and says whether one more is allowed. Exact: a connection is counted
/// before it is judged. Touched when a connection begins and ends, never by a request.
/// </summary>
internal sealed class ConnectionBounds
{
    /// <summary>Loops that accept at the same moment rarely meet in one of so many parts.</summary>
    private const int Parts = 64;

    private readonly Part[] _parts = [.. Enumerable.Range(0, Parts).Select(_ => new Part())];
    private int _count;
    private int _most = int.MaxValue;
    private int _mostPerClient;

    /// <summary>Connections under way.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <param name="mostThatFit">What the limit of open files leaves, where the setting names no bound.</param>
    public void Update(LimitsSection limits, int mostThatFit)
    {
        Volatile.Write(ref _most, limits.MaxConnections > 0 ? limits.MaxConnections : mostThatFit);
        Volatile.Write(ref _mostPerClient, limits.MaxConnectionsPerClient);
    }

    /// <summary>Counts a connection; false when there are too many, and it is not counted then.</summary>
    public bool TryBegin()
    {
        if (Interlocked.Increment(ref _count) <= Volatile.Read(ref _most))
        {
            return true;
        }

        End();
        return false;
    }

    public void End() => _ = Interlocked.Decrement(ref _count);

    /// <summary>Counts a connection of a client; false when it has too many, and it is not counted then.</summary>
    /// <param name="client">IPv4 in its mapped form. All of an IPv6 /64 is one client.</param>
    /// <param name="isBound">False: counted, but not held to the bound (a proxy that is believed brings the connections of many).</param>
    public bool TryBegin(UInt128 client, bool isBound)
    {
        var subscriber = ClientAddress.Subscriber(client);
        var most = isBound ? Volatile.Read(ref _mostPerClient) : 0;
        return PartOf(subscriber).TryAdd(subscriber, most > 0 ? most : int.MaxValue);
    }

    public void End(UInt128 client)
    {
        var subscriber = ClientAddress.Subscriber(client);
        PartOf(subscriber).Remove(subscriber);
    }

    private Part PartOf(UInt128 subscriber) => _parts[(int)((uint)subscriber.GetHashCode() % Parts)];

    private sealed class Part
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<UInt128, int> _counts = [];

        public bool TryAdd(UInt128 client, int most)
        {
            lock (_lock)
            {
                ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, client, out _);
                if (count >= most)
                {
                    return false;
                }

                count++;
                return true;
            }
        }

        public void Remove(UInt128 client)
        {
            lock (_lock)
            {
                if (_counts.TryGetValue(client, out var count) && count > 1)
                {
                    _counts[client] = count - 1;
                }
                else
                {
                    _ = _counts.Remove(client);
                }
            }
        }
    }
}
