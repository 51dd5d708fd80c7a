using Farol.Devices.Terminals;

namespace Farol.Monitor.Polling;

/// <summary>What a command of the plan may cost.</summary>
internal static class PollBounds
{
    /// <summary>Status commands answer in some kilobytes.</summary>
    public static CommandBounds Status { get; } = new() { MaxBytes = 1024 * 1024, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>A summary on a large router lists thousands of ranges of users.</summary>
    public static CommandBounds Summary { get; } = new() { MaxBytes = 4 * 1024 * 1024, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>The first page of a listing of records is enough for counting reasons.</summary>
    public static CommandBounds Records { get; } = new() { MaxBytes = 512 * 1024, Timeout = TimeSpan.FromSeconds(30), FirstPageOnly = true };
}
