using System.Collections.Concurrent;
using System.Net;

namespace Farol.Gateway.Snapshot;

/// <summary>The last good addresses of each host name of a backend; addresses written as such need no entry.</summary>
internal sealed class ResolvedNames
{
    private readonly ConcurrentDictionary<string, IPAddress[]> _addresses = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Empty: the name was never resolved.</summary>
    public IPAddress[] Find(string host) => IPAddress.TryParse(host, out var literal) ? [literal] : _addresses.GetValueOrDefault(host, []);

    public void Set(string host, IPAddress[] addresses) => _addresses[host] = addresses;

    /// <summary>Forgets every name but these.</summary>
    public void Keep(IReadOnlySet<string> hosts)
    {
        foreach (var host in _addresses.Keys.Where(h => !hosts.Contains(h)))
        {
            _addresses.TryRemove(host, out _);
        }
    }
}
