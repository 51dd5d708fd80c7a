namespace Farol.Devices.Terminals;

/// <summary>How one router's command line is opened and read. Every limit has its reason here.</summary>
public sealed class TerminalSettings
{
    /// <summary>Answered to <c>Username:</c>; needed only where the shell is not authenticated yet (Telnet).</summary>
    public string? Username { get; init; }

    /// <summary>Answered to <c>Password:</c>. Never logged, never in a transcript.</summary>
    public string? Password { get; init; }

    /// <summary>From the open shell to the learned prompt. The router itself gives a login 60 s.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long the router must be silent before a line of its greeting is taken for a question: banners hold lines that
    /// look like one. Only while opening.
    /// </summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a stopped command may take to come back to the prompt before the shell is closed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Most bytes thrown away while a stopped command comes back to the prompt.</summary>
    public int MaxDrainBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Most bytes of greeting and banners. A banner is at most some kilobytes.</summary>
    public int MaxGreetingBytes { get; init; } = 64 * 1024;

    /// <summary>Try <c>screen-length 0 temporary</c>. Off only for accounts whose refused commands raise an alarm.</summary>
    public bool SwitchPagerOff { get; init; } = true;

    /// <summary>Sent as <c>screen-width N</c> when set: some software wraps at 80 columns whatever the terminal says.</summary>
    public int? ScreenWidth { get; init; }

    /// <summary>Keeps the last bytes of both directions for diagnostics; null keeps nothing.</summary>
    public TerminalTranscript? Transcript { get; init; }

    public override string ToString() => $"terminal of {Username ?? "(no user)"}";
}
