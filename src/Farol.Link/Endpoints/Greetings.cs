using System.Net;

namespace Farol.Link.Endpoints;

/// <summary>Counts the connections of each address whose other end is not known yet.</summary>
internal sealed class Greetings(int maxPerAddress)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _counts = [];

    /// <exception cref="LinkException">That address has too many.</exception>
    public IDisposable Begin(IPAddress address)
    {
        lock (_gate)
        {
            var count = _counts.GetValueOrDefault(address);
            if (count >= maxPerAddress)
            {
                throw new LinkException(LinkFault.Peer, $"{maxPerAddress} connections from there have not said yet who they are");
            }

            _counts[address] = count + 1;
            return new Place(this, address);
        }
    }

    private void End(IPAddress address)
    {
        lock (_gate)
        {
            if (--_counts[address] == 0)
            {
                _counts.Remove(address);
            }
        }
    }

    private sealed class Place(Greetings greetings, IPAddress address) : IDisposable
    {
        public void Dispose() => greetings.End(address);
    }
}
