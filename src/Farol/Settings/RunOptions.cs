namespace Farol.Settings;

/// <summary>The command line of <c>farol run</c>.</summary>
internal sealed record RunOptions
{
    /// <summary>"all" or "monitor".</summary>
    public string Role { get; init; } = "all";

    public string? ConfigFile { get; init; }

    public string? DataFolder { get; init; }

    public int PortOffset { get; init; }

    public bool NoSimulator { get; init; }

    /// <summary>The debug log; rebuilding is the script's work.</summary>
    public bool Dev { get; init; }
}
