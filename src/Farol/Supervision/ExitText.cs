namespace Farol.Supervision;

/// <summary>How a process ended, in words.</summary>
internal static class ExitText
{
    private const int SignalBase = 128;

    /// <summary>As a process ends that is asked to: by itself after a signal, or by the signal.</summary>
    public static bool IsAsked(int exitCode) => exitCode is 0 or SignalBase + 2 or SignalBase + 15;

    public static string For(int exitCode) => exitCode switch
    {
        0 => "it ended by itself",
        SignalBase + 4 => "signal 4 (illegal instruction)",
        SignalBase + 6 => "signal 6 (aborted: a fault of its own)",
        SignalBase + 7 => "signal 7 (bus error)",
        SignalBase + 9 => "signal 9 (killed, by a person or by the system when memory ran out)",
        SignalBase + 11 => "signal 11 (memory fault)",
        SignalBase + 15 => "signal 15 (asked to end)",
        > SignalBase and <= SignalBase + 64 => $"signal {exitCode - SignalBase}",
        _ => $"exit code {exitCode}",
    };
}
