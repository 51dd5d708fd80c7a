using System.Buffers.Binary;
using System.Text;

namespace Farol.Control.Hosts.Dns;

/// <summary>Questions for TXT records and their answers on the wire (RFC 1035). Everything in an answer may be wrong.</summary>
internal static class DnsMessage
{
    public const int HeaderBytes = 12;
    public const int NoError = 0;
    public const int NoSuchName = 3;

    private const int Text = 16;
    private const int Alias = 5;
    private const int Internet = 1;

    /// <summary>A name has at most 127 labels; more jumps are a loop.</summary>
    private const int MaxJumps = 128;

    /// <summary>Longer chains are a loop or a joke.</summary>
    private const int MaxAliases = 16;

    public static byte[] Question(ushort id, string name)
    {
        var bytes = new List<byte> { (byte)(id >> 8), (byte)id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0 };
        foreach (var label in name.Split('.'))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(label));
        }

        bytes.AddRange([0, 0, Text, 0, Internet]);
        return [.. bytes];
    }

    /// <summary>Whether it answers exactly this question.</summary>
    public static bool IsAnswerTo(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> question) =>
        answer.Length >= question.Length && answer[..2].SequenceEqual(question[..2]) && (answer[2] & 0x80) != 0
        && BinaryPrimitives.ReadUInt16BigEndian(answer[4..]) == 1 && SameIgnoringCase(answer[HeaderBytes..question.Length], question[HeaderBytes..]);

    public static bool IsCut(ReadOnlySpan<byte> answer) => (answer[2] & 0x02) != 0;

    public static int Code(ReadOnlySpan<byte> answer) => answer[3] & 0x0f;

    /// <summary>The TXT records of the name, aliases followed; false: it is no message.</summary>
    public static bool TryReadText(ReadOnlySpan<byte> answer, int questionLength, string name, out List<string> records)
    {
        records = [];
        var count = BinaryPrimitives.ReadUInt16BigEndian(answer[6..]);
        var aliases = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var texts = new List<(string Owner, string Text)>();
        var at = questionLength;
        for (var i = 0; i < count; i++)
        {
            if (!TryReadName(answer, ref at, out var owner) || at + 10 > answer.Length)
            {
                return false;
            }

            var type = BinaryPrimitives.ReadUInt16BigEndian(answer[at..]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(answer[(at + 8)..]);
            at += 10;
            if (at + length > answer.Length)
            {
                return false;
            }

            var inner = at;
            if (type == Text)
            {
                texts.Add((owner, Joined(answer.Slice(at, length))));
            }
            else if (type == Alias && TryReadName(answer, ref inner, out var target))
            {
                aliases[owner] = target;
            }

            at += length;
        }

        var end = name;
        for (var i = 0; i < MaxAliases && aliases.TryGetValue(end, out var next); i++)
        {
            end = next;
        }

        records = [.. texts.Where(t => string.Equals(t.Owner, end, StringComparison.OrdinalIgnoreCase)).Select(t => t.Text)];
        return true;
    }

    private static string Joined(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder();
        while (data.Length > 0 && data.Length > data[0])
        {
            text.Append(Encoding.Latin1.GetString(data.Slice(1, data[0])));
            data = data[(data[0] + 1)..];
        }

        return text.ToString();
    }

    private static bool TryReadName(ReadOnlySpan<byte> message, ref int at, out string name)
    {
        var labels = new List<string>();
        var next = -1;
        var position = at;
        name = "";
        for (var jumps = 0; jumps < MaxJumps && position < message.Length; jumps++)
        {
            var length = message[position];
            if (length == 0)
            {
                at = next < 0 ? position + 1 : next;
                name = string.Join('.', labels);
                return true;
            }

            if (length >= 0xc0)
            {
                if (position + 1 >= message.Length)
                {
                    return false;
                }

                next = next < 0 ? position + 2 : next;
                position = ((length & 0x3f) << 8) | message[position + 1];
                continue;
            }

            if (length > 63 || position + 1 + length > message.Length)
            {
                return false;
            }

            labels.Add(Encoding.Latin1.GetString(message.Slice(position + 1, length)));
            position += length + 1;
        }

        return false;
    }

    private static bool SameIgnoringCase(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => Ascii.EqualsIgnoreCase(one, other) || one.SequenceEqual(other);
}
