using System.Text;

namespace Farol.Supervision;

/// <summary>What supervisor and children say to each other: a word and its fields, one a line, in one packet of a Unix socket.</summary>
internal sealed record Packet(string Word, IReadOnlyList<string> Fields)
{
    public const int MaxBytes = 16 * 1024;

    // From a child.
    public const string Beat = "beat";
    public const string Ready = "ready";
    public const string Listen = "listen";
    public const string Release = "release";
    public const string Start = "start";
    public const string Trying = "trying";
    public const string Applied = "applied";
    public const string Watch = "watch";

    // From the supervisor.
    public const string Socket = "socket";
    public const string Refused = "refused";
    public const string Child = "child";

    public static Packet Of(string word, params IReadOnlyList<string> fields) => new(word, fields);

    /// <returns>The packet, or <c>null</c> for what is none.</returns>
    public static Packet? Read(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        return lines[0].Length > 0 ? new Packet(lines[0], lines[1..]) : null;
    }

    /// <exception cref="ArgumentException">A field has a line's end, or the packet is too long.</exception>
    public byte[] ToBytes()
    {
        if (Fields.Any(f => f.Contains('\n', StringComparison.Ordinal)))
        {
            throw new ArgumentException($"{Word}: a field of a packet is one line");
        }

        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', [Word, .. Fields]));
        return bytes.Length <= MaxBytes ? bytes : throw new ArgumentException($"{Word}: {bytes.Length} bytes are too many for a packet");
    }

    public string Field(int index) => index < Fields.Count ? Fields[index] : "";
}
