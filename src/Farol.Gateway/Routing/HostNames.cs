using System.Text;

namespace Farol.Gateway.Routing;

/// <summary>Host names in the one spelling that tables are keyed by.</summary>
internal static class HostNames
{
    /// <summary>Lower-cases a host without port, and drops the dot of the root at its end. Returns the length.</summary>
    public static int Normalise(ReadOnlySpan<byte> host, Span<byte> into)
    {
        if (host.Length > 1 && host[^1] == '.')
        {
            host = host[..^1];
        }

        Ascii.ToLower(host, into, out var written);
        return written;
    }
}
