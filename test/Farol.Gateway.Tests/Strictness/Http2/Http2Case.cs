using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Testing.Support;

namespace Farol.Gateway.Tests.Strictness.Http2;

/// <summary>One line of the case file: what a client of HTTP/2 sends after its preface, and what may come of it.</summary>
internal sealed record Http2Case(string Name, byte[] Bytes, IReadOnlyList<string> Expected)
{
    private static readonly Dictionary<string, byte> _types = new(StringComparer.Ordinal)
    {
        ["DATA"] = 0,
        ["HEADERS"] = 1,
        ["PRIORITY"] = 2,
        ["RST_STREAM"] = 3,
        ["SETTINGS"] = 4,
        ["PUSH_PROMISE"] = 5,
        ["PING"] = 6,
        ["GOAWAY"] = 7,
        ["WINDOW_UPDATE"] = 8,
        ["CONTINUATION"] = 9,
    };

    private static readonly Dictionary<string, string> _heads = new(StringComparer.Ordinal)
    {
        ["get"] = ":method=GET|:scheme=http|:authority=a.test|:path=/",
        ["hang"] = ":method=POST|:scheme=http|:authority=a.test|:path=/hang",
        ["post"] = ":method=POST|:scheme=http|:authority=a.test|:path=/",
    };

    public static IReadOnlyList<Http2Case> All { get; } = [.. File
        .ReadLines(RepositoryRoot.File("test", "Farol.Gateway.Tests", "Strictness", "Http2", "connection.cases.txt"))
        .Where(l => l.Length > 0 && l[0] is not ('#' or '='))
        .Select(Of)];

    public static byte[] Frame(byte type, byte flags, uint stream, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsSpan(9));
        return frame;
    }

    /// <summary>Frames of the case file.</summary>
    public static byte[] Read(string frames) => [.. frames.Split(' ').SelectMany(FrameOf)];

    public override string ToString() => Name;

    private static Http2Case Of(string line)
    {
        var columns = line.Split(" | ");
        Assert.True(columns.Length == 3, line);
        return new Http2Case(columns[0], Read(columns[1]), columns[2].Split(' '));
    }

    private static byte[] FrameOf(string text)
    {
        var parts = text.Split(':', 4);
        return Frame(_types.TryGetValue(parts[0], out var type) ? type : (byte)Number(parts[0]), (byte)Number(parts[1]), Number(parts[2]), [.. parts[3].Split('+').SelectMany(Payload)]);
    }

    private static byte[] Payload(string piece) => piece switch
    {
        "" => [],
        ['{', .. var fields, '}'] => Block(fields),
        ['"', .. var text, '"'] => Encoding.ASCII.GetBytes(text),
        ['z', .. var count] => new byte[int.Parse(count, CultureInfo.InvariantCulture)],
        _ => _heads.TryGetValue(piece, out var head) ? Block(head) : Convert.FromHexString(piece),
    };

    private static uint Number(string text) =>
        text.StartsWith("0x", StringComparison.Ordinal) ? uint.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : uint.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Literals that enter no table, without Huffman's code (RFC 7541, 6.2.2).</summary>
    private static byte[] Block(string fields)
    {
        var block = new List<byte>();
        foreach (var field in fields.Split('|'))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            block.Add(0);
            Append(block, HttpCase.Unescape(field[..equals]));
            Append(block, HttpCase.Unescape(field[(equals + 1)..]));
        }

        return [.. block];
    }

    private static void Append(List<byte> block, byte[] text)
    {
        Assert.True(text.Length < 127, "longer texts need a longer length");
        block.Add((byte)text.Length);
        block.AddRange(text);
    }
}
