using System.Globalization;
using System.Text;

namespace Testing.Support;

/// <summary>
/// Raw HTTP bytes with what must come of them, from a text file: <c>== name</c>, the bytes with visible escapes (<c>\r \n \t \0 \xHH \\</c> and
/// <c>\{text*times}</c>; the file's own line ends do not count), <c>--</c>, and the expected lines.
/// </summary>
public sealed record HttpCase(string File, string Name, byte[] Input, IReadOnlyList<string> Expected)
{
    private const string NameMark = "== ";

    public static IReadOnlyList<HttpCase> ReadFolder(string folder) =>
        [.. Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(ReadFile)];

    public override string ToString() => $"{File}: {Name}";

    /// <summary>Bytes as the case files write them.</summary>
    public static string Escape(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            text.Append(value switch
            {
                (byte)'\r' => "\\r",
                (byte)'\n' => "\\n",
                (byte)'\t' => "\\t",
                0 => "\\0",
                (byte)'\\' => "\\\\",
                < 32 or >= 127 => string.Create(CultureInfo.InvariantCulture, $"\\x{value:x2}"),
                _ => ((char)value).ToString(),
            });
        }

        return text.ToString();
    }

    public static byte[] Unescape(string text)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\')
            {
                bytes.Add(checked((byte)text[at]));
                continue;
            }

            at++;
            switch (text[at])
            {
                case 'r': bytes.Add(13); break;
                case 'n': bytes.Add(10); break;
                case 't': bytes.Add(9); break;
                case '0': bytes.Add(0); break;
                case '\\': bytes.Add((byte)'\\'); break;
                case 'x':
                    bytes.Add(byte.Parse(text.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    at += 2;
                    break;
                case '{':
                    var end = text.IndexOf('}', at);
                    var times = text.LastIndexOf('*', end);
                    var part = Unescape(text[(at + 1)..times]);
                    for (var i = int.Parse(text.AsSpan(times + 1, end - times - 1), CultureInfo.InvariantCulture); i > 0; i--)
                    {
                        bytes.AddRange(part);
                    }

                    at = end;
                    break;
                default:
                    throw new FormatException($"\\{text[at]} is no escape: {text}");
            }
        }

        return [.. bytes];
    }

    private static IEnumerable<HttpCase> ReadFile(string path)
    {
        var name = "";
        var input = new StringBuilder();
        var expected = new List<string>();
        var isInput = true;
        foreach (var line in System.IO.File.ReadLines(path, Encoding.UTF8).Append(NameMark))
        {
            if (!line.StartsWith(NameMark, StringComparison.Ordinal))
            {
                Take(line);
                continue;
            }

            if (name.Length > 0)
            {
                yield return new HttpCase(Path.GetFileNameWithoutExtension(path), name, Unescape(input.ToString()), [.. expected]);
            }

            name = line[NameMark.Length..];
            input.Clear();
            expected.Clear();
            isInput = true;
        }

        void Take(string line)
        {
            if (name.Length == 0)
            {
                return;
            }

            if (isInput && line == "--")
            {
                isInput = false;
            }
            else if (isInput)
            {
                input.Append(line);
            }
            else if (line.Length > 0)
            {
                expected.Add(line);
            }
        }
    }
}
