using System.Net;

namespace Farol.Control.Hosts.Dns;

/// <summary>The resolvers that this machine is told to use.</summary>
internal static class SystemServers
{
    private const string File = "/etc/resolv.conf";
    private const int Port = 53;

    /// <summary>Empty where the file names none or cannot be read.</summary>
    public static IReadOnlyList<IPEndPoint> Read()
    {
        try
        {
            return Parse(System.IO.File.ReadLines(File));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public static IReadOnlyList<IPEndPoint> Parse(IEnumerable<string> lines) =>
    [
        .. lines.Select(l => l.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(w => w is ["nameserver", _, ..])
            .Select(w => IPAddress.TryParse(w[1], out var address) ? new IPEndPoint(address, Port) : null)
            .OfType<IPEndPoint>(),
    ];
}
