using System.Text;
using Testing.Support;

namespace Farol.Devices.Tests.Terminals;

/// <summary>
/// Plays a written conversation: lines <c>router: …</c> are said, lines <c>we: …</c> must be what is sent, byte by byte. Escapes as in C
/// (<c>\r \n \e \b \\ \xHH</c>); <c>we?: …</c> may be sent or not; <c>close</c> closes the terminal; <c>#</c> begins a comment.
/// </summary>
internal sealed class Conversation
{
    private readonly List<(char Who, byte[] Bytes)> _steps = [];
    private readonly List<byte> _sent = [];
    private readonly Lock _gate = new();
    private int _at;

    private Conversation(IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(l => l.Length > 0 && l[0] != '#'))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            _steps.Add(line == "close" ? ('c', []) : (line.StartsWith("we?", StringComparison.Ordinal) ? '?' : line[0], Unescape(line[(colon + 2)..])));
        }
    }

    /// <summary>What was sent and was not in the script.</summary>
    public string? Surprise { get; private set; }

    public bool IsOver => _at == _steps.Count || _steps[_at].Who == '?';

    /// <summary>What is left of it, for messages.</summary>
    public string Rest => IsOver ? "" : Encoding.Latin1.GetString(_steps[_at].Bytes);

    public static Conversation FromFile(string name) =>
        new(File.ReadAllLines(RepositoryRoot.File("test", "Farol.Devices.Tests", "Samples", "Terminals", name + ".txt")));

    public static Conversation FromText(string text) => new(text.Split('\n'));

    public FakeShell Start(Delivery delivery, string protocol = "ssh", bool authenticated = true)
    {
        var shell = new FakeShell(delivery, Sent) { Protocol = protocol, IsAuthenticated = authenticated };
        Speak(shell);
        return shell;
    }

    private void Sent(FakeShell shell, byte[] bytes)
    {
        lock (_gate)
        {
            if (IsOver && bytes.AsSpan().StartsWith("quit"u8))
            {
                shell.End();
                return;
            }

            _sent.AddRange(bytes);
            while (_sent.Count > 0)
            {
                if (_at == _steps.Count || _steps[_at].Who is not ('w' or '?') || !StartsAlike(_steps[_at].Bytes))
                {
                    Surprise ??= Encoding.Latin1.GetString([.. _sent]);
                    return;
                }

                if (_sent.Count < _steps[_at].Bytes.Length)
                {
                    return;
                }

                _sent.RemoveRange(0, _steps[_at++].Bytes.Length);
                Speak(shell);
            }
        }
    }

    private bool StartsAlike(byte[] expected) => _sent.Zip(expected).All(p => p.First == p.Second);

    private void Speak(FakeShell shell)
    {
        while (_at < _steps.Count && _steps[_at].Who is not ('w' or '?'))
        {
            var (who, bytes) = _steps[_at++];
            if (who == 'c')
            {
                shell.End();
            }
            else
            {
                shell.Say(bytes);
            }
        }
    }

    private static byte[] Unescape(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
                continue;
            }

            i++;
            bytes.Add(text[i] switch
            {
                'r' => 13,
                'n' => 10,
                'e' => 27,
                'b' => 8,
                't' => 9,
                '\\' => (byte)'\\',
                'x' => Convert.ToByte(text[(i + 1)..(i + 3)], 16),
                _ => throw new FormatException($"Unknown escape \\{text[i]}"),
            });
            i += text[i] == 'x' ? 2 : 0;
        }

        return [.. bytes];
    }
}
