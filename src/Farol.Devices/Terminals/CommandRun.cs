using System.Text;

namespace Farol.Devices.Terminals;

/// <summary>One command from sending it to the prompt behind its output.</summary>
/// <remarks>
/// Where the output ends: at the prompt, alone on the last line, with nothing following. A text inside an output may be the same as
/// the prompt, and the way may cut the stream exactly behind it. So where the last piece looks cut (as long as the one before, as
/// the segments seen on this terminal, or a round number), an empty line is sent: the output is over only when the prompt stands on
/// two lines one after the other.
/// </remarks>
internal sealed class CommandRun(TerminalLine line, CommandRequest request)
{
    /// <summary>Silence after which a prompt without a recognised echo counts, once on this terminal echoes have been seen.</summary>
    private static readonly TimeSpan _missingEcho = TimeSpan.FromSeconds(2);

    /// <summary>Silence that a line must be followed by, before it is taken for something that it may only look like.</summary>
    private static readonly TimeSpan _quiet = TimeSpan.FromMilliseconds(300);

    /// <summary>Silence after which a probe is taken for lost, with the prompt still standing there.</summary>
    private static readonly TimeSpan _unansweredProbe = TimeSpan.FromSeconds(3);

    /// <summary>Smaller pieces are what a router writes at once; larger ones may be segments.</summary>
    private const int MinSegment = 512;

    private readonly TerminalScreen _screen = line.Screen;
    private long _bytes;
    private int _lastChunk;
    private int _chunkBefore;
    private bool _probed;
    private TimeSpan _quietWanted;
    private TerminalPrompt? _end;

    private enum Step
    {
        Wait,
        Ended,
        Question,
    }

    /// <summary>The question that was asked and not answered, or null.</summary>
    public string? Question { get; private set; }

    /// <summary>True when the output went over its bound.</summary>
    public bool IsOverflown { get; private set; }

    public long Bytes => _bytes;

    /// <summary>The last line that came: what a message about a hang should show.</summary>
    public string LastWords => Encoding.Latin1.GetString(_screen.CurrentLine[..Math.Min(120, _screen.CurrentLine.Length)]).Trim();

    /// <summary>
    /// Runs to the prompt; returns null when it stopped before: <see cref="IsOverflown"/> or <see cref="Question"/> says why.
    /// </summary>
    /// <exception cref="OperationCanceledException">The watch ended it.</exception>
    public async Task<TerminalPrompt?> ToPromptAsync(CommandWatch watch)
    {
        DropLateBytes(watch.Token);
        line.Echo.Begin(request.Text, line.Prompt!.Text);
        await line.SendLineAsync(request.Text, watch.Token);
        while (true)
        {
            Read(watch);
            if (IsOverflown)
            {
                return null;
            }

            switch (await LookAsync(watch))
            {
                case Step.Ended:
                    line.Echoes |= line.Echo.IsDone;
                    return _end;
                case Step.Question:
                    return null;
                case Step.Wait when _quietWanted > TimeSpan.Zero:
                    await BeQuietAsync(watch.Token);
                    break;
                case Step.Wait:
                    await line.Stream.WaitAsync(watch.Token);
                    break;
            }
        }
    }

    /// <summary>The ended lines of the output, without the prompt that a probe repeats.</summary>
    public ReadOnlySpan<byte> Output()
    {
        var lines = _screen.Lines;
        return _probed && LastPromptLine(lines) is { } start ? lines[..start] : lines;
    }

    private void DropLateBytes(CancellationToken cancellationToken)
    {
        while (line.Stream.TryRead(out _))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        _screen.Reset();
    }

    private void Read(CommandWatch watch)
    {
        while (!IsOverflown && line.Stream.TryRead(out var bytes))
        {
            watch.Token.ThrowIfCancellationRequested();
            watch.Touch();
            _quietWanted = TimeSpan.Zero;
            Take(bytes);
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        _bytes += bytes.Length;
        _chunkBefore = _lastChunk;
        _lastChunk = bytes.Length;
        if (_lastChunk == _chunkBefore && _lastChunk >= MinSegment)
        {
            line.SegmentLength = _lastChunk;
        }

        IsOverflown = _bytes > request.Bounds.MaxBytes;
        if (!line.Echo.IsDone)
        {
            var echo = line.Echo.Feed(bytes);
            if (!line.Echo.IsDone)
            {
                _screen.Feed(bytes);
                return;
            }

            _screen.Reset();
            bytes = bytes[echo..];
        }

        _screen.Feed(bytes);
    }

    /// <summary>Looks at the last line once the router has said no more.</summary>
    private async ValueTask<Step> LookAsync(CommandWatch watch)
    {
        if (QuestionText.IsPager(_screen.CurrentLine))
        {
            _screen.ClearLine();
            await line.SendKeyAsync(request.Bounds.FirstPageOnly ? TerminalLine.CtrlC : (byte)' ', watch.Token);
            return Step.Wait;
        }

        if (PromptNow() is { } prompt)
        {
            return await EndAsync(prompt, watch);
        }

        return QuestionText.Find(_screen.CurrentLine) is { } question ? await AskedAsync(question, watch)
            : request.IsDisplay && !_probed && GarbledPrompt.SilenceBefore(_screen.CurrentLine, line.Prompt!.Text) is { } silence
                ? await AskAgainAsync(silence, watch)
            : Step.Wait;
    }

    /// <summary>Noise stands on the line of the prompt: the router waits for a command and says no more by itself. An empty line makes it repeat the prompt.</summary>
    private async ValueTask<Step> AskAgainAsync(TimeSpan silence, CommandWatch watch)
    {
        if (Quiet(silence) == Step.Ended)
        {
            _probed = true;
            _quietWanted = TimeSpan.Zero;
            await line.SendLineAsync("", watch.Token);
        }

        return Step.Wait;
    }

    private TerminalPrompt? PromptNow()
    {
        var prompt = _screen.CurrentLine.IsEmpty && request.IsDisplay && MessagesHideThePrompt() ? line.Prompt : line.PromptNow();
        var isSameView = prompt?.View == line.Prompt!.View && prompt.ViewName == line.Prompt.ViewName;
        return isSameView || !request.IsDisplay ? prompt : null;
    }

    private async ValueTask<Step> EndAsync(TerminalPrompt prompt, CommandWatch watch)
    {
        _end = prompt;
        if (!line.Echo.IsDone)
        {
            return Quiet(line.Echoes ? _missingEcho : _quiet);
        }

        if (_probed)
        {
            var isTwice = LastPromptLine(_screen.Lines) is not null && !_screen.CurrentLine.IsEmpty;
            return isTwice && _lastChunk != _chunkBefore ? Step.Ended : Quiet(_quiet);
        }

        if (request.IsDisplay && (LooksCut() || _screen.CurrentLine.IsEmpty))
        {
            _probed = true;
            await line.SendLineAsync("", watch.Token);
            return Quiet(_unansweredProbe);
        }

        return Step.Ended;
    }

    private async ValueTask<Step> AskedAsync(string question, CommandWatch watch)
    {
        var answer = QuestionText.IsPaging(question) ? request.Bounds.FirstPageOnly ? 'n' : 'y' : request.Answer?.Invoke(question);
        if (answer is { } letter)
        {
            _screen.ClearLine((byte)letter);
            await line.SendLineAsync(letter.ToString(), watch.Token);
            return Step.Wait;
        }

        // A description may end like a question; a router that asks says nothing more.
        if (Quiet(_quiet) == Step.Wait)
        {
            return Step.Wait;
        }

        Question = question;
        return Step.Question;
    }

    /// <summary>First asks for silence; once it was given, the look is believed.</summary>
    private Step Quiet(TimeSpan wanted)
    {
        if (_quietWanted < TimeSpan.Zero)
        {
            return Step.Ended;
        }

        _quietWanted = wanted;
        return Step.Wait;
    }

    private async Task BeQuietAsync(CancellationToken cancellationToken)
    {
        var spoke = await line.Stream.WaitAsync(_quietWanted, line.Time, cancellationToken);
        _quietWanted = spoke ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
    }

    private bool LooksCut() =>
        _lastChunk == _chunkBefore || (_lastChunk >= MinSegment && (_lastChunk % MinSegment == 0 || _lastChunk == line.SegmentLength));

    /// <summary>A message behind the prompt, which the router did not print again after it.</summary>
    private bool MessagesHideThePrompt() =>
        line.Echo.IsDone && RouterMessage.IsMessage(LastLine(_screen.Lines, out _)) && LastPromptLine(_screen.Lines) is not null;

    private int? LastPromptLine(ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            var last = LastLine(lines, out var start).TrimEnd((byte)' ');
            if (!last.IsEmpty && !RouterMessage.IsMessage(last))
            {
                return line.Pattern!.Match(last) is null ? null : start;
            }

            lines = lines[..start];
        }

        return null;
    }

    private static ReadOnlySpan<byte> LastLine(ReadOnlySpan<byte> lines, out int start)
    {
        var body = lines.IsEmpty ? lines : lines[..^1];
        start = body.LastIndexOf((byte)'\n') + 1;
        return body[start..];
    }
}
