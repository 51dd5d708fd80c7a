namespace Farol.Devices.Terminals;

/// <summary>Brings a terminal back to its prompt when a command has to end early: Ctrl+C, then an empty line as a barrier.</summary>
internal static class CommandStop
{
    /// <summary>A router that takes Ctrl+C answers at once; after this much silence the barrier is sent anyway.</summary>
    private static readonly TimeSpan _quiet = TimeSpan.FromMilliseconds(500);

    /// <param name="line">The terminal.</param>
    /// <param name="question">The question that is being refused, or null.</param>
    /// <returns>True when the terminal can go on; otherwise it was closed.</returns>
    public static async Task<bool> StopAsync(TerminalLine line, string? question)
    {
        using var grace = new CancellationTokenSource(line.Settings.StopGrace, line.Time);
        try
        {
            line.Screen.Reset();
            line.Screen.IsDiscarding = true;
            await line.SendKeyAsync(TerminalLine.CtrlC, grace.Token);
            if (!await ToPromptAsync(line, grace.Token) && question is not null)
            {
                await RefuseAsync(line, question, grace.Token);
            }

            await line.SyncAsync(grace.Token);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or DeviceException)
        {
            line.Stream.Abort();
            return false;
        }
    }

    /// <returns>False when the router fell silent elsewhere.</returns>
    private static async Task<bool> ToPromptAsync(TerminalLine line, CancellationToken cancellationToken)
    {
        long drained = 0;
        while (true)
        {
            while (line.Stream.TryRead(out var bytes))
            {
                cancellationToken.ThrowIfCancellationRequested();
                drained += bytes.Length;
                line.Screen.Feed(bytes);
            }

            if (drained > line.Settings.MaxDrainBytes)
            {
                throw new DeviceException(DeviceFault.Protocol, $"More than {line.Settings.MaxDrainBytes} bytes came after Ctrl+C");
            }

            if (line.PromptNow() is not null)
            {
                return true;
            }

            if (QuestionText.IsPager(line.Screen.CurrentLine))
            {
                line.Screen.ClearLine();
                await line.SendKeyAsync(TerminalLine.CtrlC, cancellationToken);
            }

            if (!await line.Stream.WaitAsync(_quiet, line.Time, cancellationToken))
            {
                return false;
            }
        }
    }

    /// <summary>An empty line would take the question's default; "n" is no on all software. A password is not asked for twice.</summary>
    private static async Task RefuseAsync(TerminalLine line, string question, CancellationToken cancellationToken)
    {
        if (!QuestionText.IsYesOrNo(question))
        {
            throw new DeviceException(DeviceFault.UnexpectedQuestion, "The router still waits for an answer");
        }

        await line.SendLineAsync("n", cancellationToken);
        await ToPromptAsync(line, cancellationToken);
    }
}
