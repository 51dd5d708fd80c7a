using System.Text;
using Farol.Configuration.Gateway;

namespace Farol.Gateway.Snapshot;

/// <summary>Headers to take away and to write, ready as bytes.</summary>
internal sealed class HeaderChanges
{
    public static readonly HeaderChanges None = new(HeaderChangesSection.None);

    private readonly byte[][] _dropped;

    public HeaderChanges(HeaderChangesSection section)
    {
        _dropped = [.. section.Remove.Concat(section.Set.Select(h => h.Name)).Select(n => Encoding.ASCII.GetBytes(n.ToLowerInvariant()))];
        Written = [.. section.Set.Concat(section.Add).Select(h => new HeaderLine(h.Name, h.Value))];
        Lines = [.. Written.SelectMany(l => l.Line)];
    }

    /// <summary>Set and added fields, for HTTP/2.</summary>
    public HeaderLine[] Written { get; }

    /// <summary>Set and added fields as lines of HTTP/1.1, each with its CRLF.</summary>
    public byte[] Lines { get; }

    /// <summary>True where nothing is taken away: nobody needs to compare names then.</summary>
    public bool DropsNothing => _dropped.Length == 0;

    /// <summary>Whether a field that came is taken away, since it is removed or set anew.</summary>
    public bool Drops(ReadOnlySpan<byte> name)
    {
        foreach (var dropped in _dropped)
        {
            if (Ascii.EqualsIgnoreCase(name, dropped))
            {
                return true;
            }
        }

        return false;
    }
}
