namespace Farol;

/// <summary>Ends a child process with its parent: the parent holds the other end of standard input.</summary>
internal static class StandardInput
{
    /// <summary>Set to 1 by the parent that wants it.</summary>
    public const string StopVariable = "FAROL_STOP_WITH_STDIN";

    /// <summary>The parent asked this process to end, and ends too, or is gone.</summary>
    public static bool HasEnded { get; private set; }

    /// <summary>Cancels <paramref name="stop"/> when standard input ends, if the parent asked for that.</summary>
    public static void StopWithParent(CancellationTokenSource stop)
    {
        if (Environment.GetEnvironmentVariable(StopVariable) == "1")
        {
            _ = WatchAsync(stop);
        }
    }

    private static async Task WatchAsync(CancellationTokenSource stop)
    {
        await using var input = Console.OpenStandardInput();
        var buffer = new byte[64];
        while (await input.ReadAsync(buffer, CancellationToken.None) > 0)
        {
        }

        HasEnded = true;
        await stop.CancelAsync();
    }
}
