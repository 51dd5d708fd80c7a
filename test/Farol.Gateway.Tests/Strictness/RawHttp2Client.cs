using System.Buffers.Binary;
using System.Text;
using Farol.Gateway.Tests.Forwarding;
using Testing.Support;

namespace Farol.Gateway.Tests.Strictness;

/// <summary>Writes frames of HTTP/2 (RFC 9113) as no library would: any bytes in any field. It understands of the answer what it must.</summary>
internal sealed class RawHttp2Client(RawConnection connection)
{
    private const byte Data = 0;
    private const byte Headers = 1;
    private const byte Reset = 3;
    private const byte Settings = 4;
    private const byte GoAway = 7;
    private const byte EndStream = 1;
    private const byte EndHeaders = 4;

    /// <summary>HPACK's index of ":status: 200" (RFC 7541, appendix A), as a field of its own.</summary>
    private const char Status200 = '\u0088';

    /// <summary>Sends one request and says how it was answered: "200", "another status", "reset", "goaway" or "closed".</summary>
    /// <param name="fields"><c>name=value</c>, separated by <c>|</c>, with the escapes of case files.</param>
    /// <param name="data">Bodies of data frames; the last one ends the stream unless trailers follow. None: the fields end it.</param>
    public async Task<string> AskAsync(string fields, string[] data, string? trailers)
    {
        var frames = new List<byte>(Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        Append(frames, Settings, 0, 0, []);
        Append(frames, Headers, EndHeaders | (data.Length == 0 && trailers is null ? EndStream : 0), 1, Block(fields));
        for (var i = 0; i < data.Length; i++)
        {
            Append(frames, Data, i == data.Length - 1 && trailers is null ? EndStream : 0, 1, HttpCase.Unescape(data[i]));
        }

        if (trailers is not null)
        {
            Append(frames, Headers, EndHeaders | EndStream, 1, Block(trailers));
        }

        await connection.SendAsync(frames.ToArray());
        return await ReadAnswerAsync();
    }

    private async Task<string> ReadAnswerAsync()
    {
        while (true)
        {
            var head = await connection.ReadAsync(9);
            if (head.Length < 9)
            {
                return "closed";
            }

            var length = (head[0] << 16) | (head[1] << 8) | head[2];
            var payload = await connection.ReadAsync(length);
            switch ((byte)head[3])
            {
                case Reset:
                    return "reset";
                case GoAway:
                    return "goaway";
                case Headers:
                    // Before the first field the encoder may change the size of its table.
                    return payload.TrimStart('\u0020')[0] == Status200 ? "200" : "another status";
            }
        }
    }

    private static byte[] Block(string fields)
    {
        var block = new List<byte>();
        foreach (var field in fields.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            block.Add(0);
            AppendText(block, HttpCase.Unescape(field[..equals]));
            AppendText(block, HttpCase.Unescape(field[(equals + 1)..]));
        }

        return [.. block];
    }

    /// <summary>A string literal without Huffman's code; its length with a prefix of seven bits (RFC 7541, 5.1).</summary>
    private static void AppendText(List<byte> block, byte[] text)
    {
        Assert.True(text.Length < 127, "longer texts need a longer length");
        block.Add((byte)text.Length);
        block.AddRange(text);
    }

    private static void Append(List<byte> frames, byte type, int flags, int stream, byte[] payload)
    {
        Span<byte> head = stackalloc byte[9];
        BinaryPrimitives.WriteInt32BigEndian(head, payload.Length << 8);
        head[3] = type;
        head[4] = (byte)flags;
        BinaryPrimitives.WriteInt32BigEndian(head[5..], stream);
        frames.AddRange(head);
        frames.AddRange(payload);
    }
}
