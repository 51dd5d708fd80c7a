using System.Text;
using Farol.Configuration.Gateway;

namespace Farol.Gateway.Snapshot;

/// <summary>A redirect's address, taken apart once: fixed bytes and places for parts of the request.</summary>
internal sealed class RedirectTemplate
{
    private static readonly string[] _places = ["{scheme}", "{host}", "{path}", "{query}"];

    /// <summary>To the same address under https. Stands behind the places, which its making reads.</summary>
    public static readonly RedirectTemplate ToHttps = new(new RedirectSection { To = "https://{host}{path}{query}" });

    /// <summary>Fixed bytes, or null for a place.</summary>
    private readonly List<(byte[]? Fixed, int Place)> _parts = [];

    public RedirectTemplate(RedirectSection section)
    {
        Status = section.Status;
        var rest = section.To;
        while (rest.Length > 0)
        {
            var (at, place) = _places.Select((p, i) => (At: rest.IndexOf(p, StringComparison.Ordinal), Place: i))
                .Where(p => p.At >= 0).DefaultIfEmpty((At: rest.Length, Place: -1)).MinBy(p => p.At);
            if (at > 0)
            {
                _parts.Add((Encoding.Latin1.GetBytes(rest[..at]), -1));
            }

            if (place >= 0)
            {
                _parts.Add((null, place));
                at += _places[place].Length;
            }

            rest = rest[at..];
        }
    }

    public int Status { get; }

    /// <summary>Writes the address and returns its length, or -1 where <paramref name="into"/> is too small.</summary>
    /// <param name="host">Without a port: that of another scheme would be wrong.</param>
    /// <param name="query">With its "?", or empty.</param>
    public int Write(Span<byte> into, ReadOnlySpan<byte> scheme, ReadOnlySpan<byte> host, ReadOnlySpan<byte> path, ReadOnlySpan<byte> query)
    {
        var written = 0;
        foreach (var (constant, place) in _parts)
        {
            var part = place switch
            {
                0 => scheme,
                1 => host,
                2 => path,
                3 => query,
                _ => constant,
            };
            if (part.Length > into.Length - written)
            {
                return -1;
            }

            part.CopyTo(into[written..]);
            written += part.Length;
        }

        return written;
    }
}
