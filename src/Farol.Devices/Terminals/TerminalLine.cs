using System.Text;

namespace Farol.Devices.Terminals;

/// <summary>What every conversation on one terminal works with: the bytes, the screen, the learned prompt.</summary>
internal sealed class TerminalLine(IShell shell, TerminalSettings settings, TimeProvider time) : IAsyncDisposable
{
    public const byte CtrlC = 0x03;

    // The Enter key. CR alone, because the shell makes CR NUL of it (RFC 854) unless the stream is binary: there CR LF would be two
    // lines, and the second an empty password. A pseudo-terminal takes LF.
    private readonly string _lineEnd = shell.Protocol == "telnet" ? "\r" : "\n";

    public ShellStream Stream { get; } = new(shell, settings.Transcript);

    public TerminalScreen Screen { get; } = new();

    public TerminalSettings Settings { get; } = settings;

    public TimeProvider Time { get; } = time;

    public EchoMatcher Echo { get; } = new();

    public PromptPattern? Pattern { get; set; }

    public TerminalPrompt? Prompt { get; set; }

    /// <summary>True once a command's echo was recognised: then the next one is waited for longer.</summary>
    public bool Echoes { get; set; }

    /// <summary>Length of pieces that came in a row: one of that length was probably cut by the way. 0 if unknown.</summary>
    public int SegmentLength { get; set; }

    public ValueTask SendLineAsync(string text, CancellationToken cancellationToken, bool secret = false) =>
        Stream.WriteAsync(Encoding.UTF8.GetBytes(text + _lineEnd), secret, cancellationToken);

    public ValueTask SendKeyAsync(byte key, CancellationToken cancellationToken) =>
        Stream.WriteAsync(new[] { key }, secret: false, cancellationToken);

    /// <returns>The prompt on which the router waits now, or null.</returns>
    public TerminalPrompt? PromptNow()
    {
        var line = Screen.CurrentLine.TrimEnd((byte)' ');
        return line.IsEmpty || line[^1] is not ((byte)'>' or (byte)']') ? null : Pattern?.Match(line);
    }

    /// <summary>Sends an empty line and waits for the prompt behind it: everything sent before has been dealt with then.</summary>
    /// <exception cref="OperationCanceledException">The prompt did not come in time.</exception>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        Screen.Reset();
        Screen.IsDiscarding = true;
        await SendLineAsync("", cancellationToken);
        while (true)
        {
            while (Stream.TryRead(out var bytes))
            {
                Screen.Feed(bytes);
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (Screen.LineCount > 0 && PromptNow() is { } prompt)
            {
                Prompt = prompt;
                return;
            }

            await Stream.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        Screen.Dispose();
    }
}
