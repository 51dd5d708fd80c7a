using System.Text;

namespace Farol.Devices.Terminals;

/// <summary>From an open shell to a learned prompt: greeting, login, questions, banners.</summary>
/// <remarks>
/// A greeting may hold anything, also lines that look like questions or prompts; so a line counts only once the router has been
/// silent behind it, and a prompt only once an empty line brought it back.
/// </remarks>
internal sealed class LoginDialog(TerminalLine line)
{
    /// <summary>Silence from the start after which an empty line is sent, for routers that wait for a key.</summary>
    private static readonly TimeSpan _wakeAfter = TimeSpan.FromSeconds(3);

    /// <summary>Probes of lines that look like a prompt. A banner with more of them, cut behind each one, is no accident.</summary>
    private const int MaxProbes = 8;

    /// <summary>Questions answered or refused on the way in.</summary>
    private const int MaxQuestions = 8;

    private const int MaxReasonLength = 200;

    private readonly TerminalScreen _screen = line.Screen;
    private long _bytes;
    private bool _sentUsername;
    private bool _sentPassword;
    private int _linesBeforePassword;
    private int _probes;
    private int _questions;
    private int _linesAtProbe;
    private bool _woken;
    private string? _candidate;

    public async Task LearnPromptAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!await StepAsync(cancellationToken))
            {
            }
        }
        catch (DeviceException e) when (e.Fault == DeviceFault.ConnectionLost)
        {
            throw WhyClosed(e);
        }
    }

    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        Read(cancellationToken);
        if (_bytes == 0 && !_woken)
        {
            if (!await line.Stream.WaitAsync(_wakeAfter, line.Time, cancellationToken))
            {
                _woken = true;
                await line.SendLineAsync("", cancellationToken);
            }

            return false;
        }

        if (_screen.CurrentLine.Trim((byte)' ').IsEmpty)
        {
            await line.Stream.WaitAsync(cancellationToken);
            return false;
        }

        if (await line.Stream.WaitAsync(line.Settings.SettleTime, line.Time, cancellationToken))
        {
            return false;
        }

        return await LookAsync(cancellationToken);
    }

    private void Read(CancellationToken cancellationToken)
    {
        while (line.Stream.TryRead(out var bytes))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _bytes += bytes.Length;
            _screen.Feed(bytes);
            if (_bytes > line.Settings.MaxGreetingBytes)
            {
                throw new DeviceException(DeviceFault.Protocol,
                    $"No prompt within the first {line.Settings.MaxGreetingBytes} bytes: is this a Huawei command line?");
            }
        }

        if (IsBusy())
        {
            throw Busy(null);
        }
    }

    private async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        if (QuestionText.IsPager(_screen.CurrentLine))
        {
            _screen.ClearLine();
            await line.SendKeyAsync((byte)' ', cancellationToken);
            return false;
        }

        if (PromptPattern.LooksLikePrompt(_screen.CurrentLine.TrimEnd((byte)' ')))
        {
            return await PromptAsync(cancellationToken);
        }

        var text = Encoding.Latin1.GetString(_screen.CurrentLine.Trim((byte)' '));
        if (QuestionText.IsPassword(text))
        {
            await SendPasswordAsync(text, cancellationToken);
        }
        else if (QuestionText.IsLogin(text))
        {
            await SendUsernameAsync(text, cancellationToken);
        }
        else if (QuestionText.Find(_screen.CurrentLine) is { } question)
        {
            await RefuseAsync(question, cancellationToken);
        }
        else
        {
            await line.Stream.WaitAsync(cancellationToken);
        }

        return false;
    }

    /// <returns>True when the same prompt stands on two lines, the second one behind an empty line of ours.</returns>
    private async Task<bool> PromptAsync(CancellationToken cancellationToken)
    {
        var text = Encoding.Latin1.GetString(_screen.CurrentLine.TrimEnd((byte)' '));
        if (text == _candidate && text == LastEndedLine())
        {
            line.Pattern = PromptPattern.Learn(Encoding.Latin1.GetBytes(text), out var prompt);
            line.Prompt = prompt;
            return true;
        }

        if ((text == _candidate && _screen.LineCount == _linesAtProbe) || ++_probes > MaxProbes)
        {
            await line.Stream.WaitAsync(cancellationToken);
            return false;
        }

        _candidate = text;
        _linesAtProbe = _screen.LineCount;
        await line.SendLineAsync("", cancellationToken);
        return false;
    }

    private string LastEndedLine()
    {
        var lines = _screen.Lines.TrimEnd("\n "u8);
        return Encoding.Latin1.GetString(lines[(lines.LastIndexOf((byte)'\n') + 1)..]);
    }

    private async Task SendUsernameAsync(string question, CancellationToken cancellationToken)
    {
        RequireUnauthenticated(question);
        if (_sentUsername || _sentPassword)
        {
            throw Refused();
        }

        _sentUsername = true;
        _screen.ClearLine();
        await line.SendLineAsync(Credential(line.Settings.Username, "user name"), cancellationToken);
    }

    private async Task SendPasswordAsync(string question, CancellationToken cancellationToken)
    {
        RequireUnauthenticated(question);
        if (_sentPassword)
        {
            throw Refused();
        }

        _sentPassword = true;
        _linesBeforePassword = _screen.Lines.Length;
        _screen.ClearLine();
        await line.SendLineAsync(Credential(line.Settings.Password, "password"), cancellationToken, secret: true);
    }

    /// <summary>Nothing that is asked on the way in is agreed to: not a change of the password, nor of the configuration file.</summary>
    private async Task RefuseAsync(string question, CancellationToken cancellationToken)
    {
        if (++_questions > MaxQuestions || !QuestionText.IsYesOrNo(question))
        {
            throw new DeviceException(DeviceFault.UnexpectedQuestion, $"The router asks before letting us in: {question}");
        }

        _screen.ClearLine((byte)'n');
        await line.SendLineAsync("n", cancellationToken);
    }

    private void RequireUnauthenticated(string question)
    {
        if (line.Stream.IsAuthenticated)
        {
            throw new DeviceException(DeviceFault.UnexpectedQuestion, $"The router asks again although the login was accepted: {question}");
        }
    }

    private static string Credential(string? value, string name)
    {
        if (value is null)
        {
            throw new DeviceException(DeviceFault.Settings, $"The router asks for a {name} and none is set");
        }

        return value.AsSpan().ContainsAny('\r', '\n', '\0')
            ? throw new DeviceException(DeviceFault.Settings, $"The {name} holds a line end; it cannot be typed into a terminal")
            : value;
    }

    private bool IsBusy() => _screen.Lines.IndexOf("All user interfaces are used"u8) >= 0
        || _screen.CurrentLine.IndexOf("All user interfaces are used"u8) >= 0;

    private static DeviceException Busy(Exception? closed) =>
        new(DeviceFault.TerminalsBusy, "All terminals of the router are in use; it is tried again slowly", closed);

    private DeviceException Refused() =>
        new(DeviceFault.LoginRefused, $"The router refused the user or the password{Reason()}. It is not tried again by itself: "
            + "six failures lock our address for five minutes");

    private DeviceException WhyClosed(DeviceException closed)
    {
        if (TerminalsBusyText.IsIn(Encoding.Latin1.GetString(_screen.Lines)) || IsBusy())
        {
            return Busy(closed);
        }

        var reason = Reason();
        if (_sentPassword && _candidate is null && SaysRefused(reason))
        {
            return Refused();
        }

        return new(DeviceFault.ConnectionLost, _bytes == 0
            ? "The router closed the terminal before saying anything: are all its terminals in use?"
            : $"The router closed the terminal before its prompt{reason}", closed);
    }

    /// <summary>The router's last words since the password, as ": …", or nothing.</summary>
    private string Reason()
    {
        var said = _sentPassword ? _screen.Lines[Math.Min(_linesBeforePassword, _screen.Lines.Length)..] : _screen.Lines;
        var lines = Encoding.Latin1.GetString(said).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var last = lines.LastOrDefault(SaysRefused) ?? lines.LastOrDefault();
        return last is null ? "" : $": {Masked(last[..Math.Min(last.Length, MaxReasonLength)])}";
    }

    /// <summary>A broken router may echo what must not be seen.</summary>
    private string Masked(string text) =>
        string.IsNullOrEmpty(line.Settings.Password) ? text : text.Replace(line.Settings.Password, "********", StringComparison.Ordinal);

    private static bool SaysRefused(string text) =>
        text.Contains("fail", StringComparison.OrdinalIgnoreCase) || text.Contains("incorrect", StringComparison.OrdinalIgnoreCase)
        || text.Contains("error", StringComparison.OrdinalIgnoreCase) || text.Contains("denied", StringComparison.OrdinalIgnoreCase)
        || text.Contains("locked", StringComparison.OrdinalIgnoreCase) || text.Contains("reject", StringComparison.OrdinalIgnoreCase)
        || text.Contains("invalid", StringComparison.OrdinalIgnoreCase);
}
