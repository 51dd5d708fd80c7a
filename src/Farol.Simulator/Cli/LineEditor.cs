using System.Text;
using Farol.Simulator.Terminals;

namespace Farol.Simulator.Cli;

/// <summary>Reads a line key by key, echoing it: backspace, Ctrl+U, Ctrl+C, Tab and <c>?</c>; arrows and other escapes are swallowed.</summary>
internal sealed class LineEditor(TerminalIo io)
{
    /// <summary>The manual's longest command.</summary>
    public const int MaxLineBytes = 3_100;

    private const byte Bell = 7;
    private const byte Backspace = 8;
    private const byte Tab = 9;
    private const byte ControlU = 21;
    private const byte ControlZ = 26;
    private const byte Escape = 27;
    private const byte Delete = 127;

    private readonly List<byte> _line = [];

    /// <summary>What stands typed; also while <see cref="CliLineAids"/> runs.</summary>
    public string Text => Decode(_line);

    /// <param name="echo">False for passwords.</param>
    /// <param name="wait">Waits for the next key; null when the idle time is over.</param>
    /// <param name="aids">What Tab and <c>?</c> do; null where they are letters like others.</param>
    public (LineEnd End, string Text) Read(bool echo, Func<byte?> wait, CliLineAids? aids)
    {
        _line.Clear();
        while (true)
        {
            if (wait() is not { } key)
            {
                return (LineEnd.Idle, string.Empty);
            }

            switch (key)
            {
                case TerminalIo.CarriageReturn or TerminalIo.LineFeed:
                    io.Write("\r\n");
                    return (LineEnd.Enter, Text);
                case TerminalIo.ControlC:
                    io.Write("^C\r\n");
                    return (LineEnd.Interrupt, string.Empty);
                case ControlZ:
                    io.Write("\r\n");
                    return (LineEnd.ControlZ, string.Empty);
                default:
                    Edit(key, echo, wait, aids);
                    break;
            }
        }
    }

    private void Edit(byte key, bool echo, Func<byte?> wait, CliLineAids? aids)
    {
        switch (key)
        {
            case Backspace or Delete:
                Erase(echo, onlyOne: true);
                break;
            case ControlU:
                Erase(echo, onlyOne: false);
                break;
            case Escape:
                SkipEscape(wait);
                break;
            case Tab when aids is not null:
                Complete(aids);
                break;
            case (byte)'?' when aids is not null:
                io.Write("?\r\n");
                aids.ShowHelp(Text);
                io.Write(aids.Prompt);
                io.Write(Text);
                break;
            case >= 32 when _line.Count < MaxLineBytes:
                _line.Add(key);
                if (echo)
                {
                    io.WriteByte(key);
                }

                break;
            case >= 32:
                io.WriteByte(Bell);
                break;
            default:
                break;
        }
    }

    private void Erase(bool echo, bool onlyOne)
    {
        while (_line.Count > 0)
        {
            var isContinuation = (_line[^1] & 0xc0) == 0x80;
            _line.RemoveAt(_line.Count - 1);
            if (isContinuation)
            {
                continue;
            }

            if (echo)
            {
                io.Write("\b \b");
            }

            if (onlyOne)
            {
                return;
            }
        }
    }

    /// <summary>Escape sequences end with a letter or <c>~</c>.</summary>
    private static void SkipEscape(Func<byte?> wait)
    {
        var key = wait();
        if (key is not ((byte)'[' or (byte)'O'))
        {
            return;
        }

        do
        {
            key = wait();
        }
        while (key is { } next && !char.IsAsciiLetter((char)next) && next != '~');
    }

    private void Complete(CliLineAids aids)
    {
        if (aids.Complete(Text) is { } rest)
        {
            _line.AddRange(Encoding.UTF8.GetBytes(rest));
            io.Write(rest);
        }
    }

    /// <summary>UTF-8 if it is that, else Latin-1, so that no description is lost.</summary>
    private static string Decode(List<byte> line)
    {
        var bytes = line.ToArray();
        var text = Encoding.UTF8.GetString(bytes);
        return text.Contains('\ufffd', StringComparison.Ordinal) ? Encoding.Latin1.GetString(bytes) : text;
    }
}
