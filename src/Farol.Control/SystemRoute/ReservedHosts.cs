using System.Net;
using Farol.Control.Hosts;

namespace Farol.Control.SystemRoute;

/// <summary>This machine's names for itself, and what the settings add.</summary>
internal sealed class ReservedHosts(ControlOptions options) : IReservedHosts
{
    private readonly HashSet<string> _names = new(
        [.. new[] { "localhost", "127.0.0.1", "[::1]" }, .. options.OwnHosts.Select(Normal)], StringComparer.Ordinal);

    public IReadOnlyList<string> All => [.. _names.Order(StringComparer.Ordinal)];

    public bool IsReserved(string host)
    {
        var name = Normal(host);
        // 127.1 and [0::1] are loopback too, to whoever asks for them.
        return _names.Contains(name) || (IPAddress.TryParse(name.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    private static string Normal(string host) => host.TrimEnd('.').ToLowerInvariant();
}
