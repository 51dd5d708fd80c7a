using System.Text;

namespace Farol.Gateway.Snapshot;

/// <summary>One field to write.</summary>
internal sealed class HeaderLine(string name, string value)
{
    /// <summary>In lower case, as HTTP/2 wants it.</summary>
    public byte[] Name { get; } = Encoding.ASCII.GetBytes(name.ToLowerInvariant());

    /// <summary>Latin-1, as the parser takes it.</summary>
    public byte[] Value { get; } = Encoding.Latin1.GetBytes(value);

    /// <summary>As HTTP/1.1 writes it, with CRLF.</summary>
    public byte[] Line { get; } = Encoding.Latin1.GetBytes($"{name}: {value}\r\n");
}
