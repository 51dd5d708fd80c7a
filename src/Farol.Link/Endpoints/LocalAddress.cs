using System.Net.Sockets;

namespace Farol.Link.Endpoints;

/// <summary>
/// A Unix socket: <c>unix:/path</c>, or <c>unix:@name</c> for a name without a file, which leaves nothing behind and has no limit of a folder's depth.
/// Either way the kernel says who is at the other end.
/// </summary>
public static class LocalAddress
{
    private const string Scheme = "unix:";

    /// <summary>sun_path of unix(7) has 108 bytes, one of them the end or the beginning.</summary>
    private const int MaxPathBytes = 107;

    /// <exception cref="FormatException">It is no such address; the text says what one looks like.</exception>
    public static UnixDomainSocketEndPoint Parse(string address)
    {
        var name = address.StartsWith(Scheme, StringComparison.Ordinal) ? address[Scheme.Length..] : "";
        if (name.Length < 2 || (name[0] != '@' && name[0] != '/'))
        {
            throw new FormatException($"\"{address}\" is no address of a link: write unix:/run/farol/link.sock or unix:@name");
        }

        return System.Text.Encoding.UTF8.GetByteCount(name) <= MaxPathBytes
            ? new UnixDomainSocketEndPoint(name[0] == '@' ? '\0' + name[1..] : name)
            : throw new FormatException($"\"{address}\": a socket's path has {MaxPathBytes} bytes at most");
    }

    /// <summary>The file that the address makes, or <c>null</c> for a name without one.</summary>
    internal static string? File(string address) => address.StartsWith(Scheme + "/", StringComparison.Ordinal) ? address[Scheme.Length..] : null;
}
