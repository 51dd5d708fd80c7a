namespace Farol.Supervision;

/// <summary>A child: how it is started and how long its parts may take.</summary>
internal sealed record ChildPlan
{
    public required string Name { get; init; }

    /// <summary>After the program's own path.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The whole run ends with this child's first failure, as long as it has not come up once: its settings are wrong then.</summary>
    public bool IsEssential { get; init; }

    /// <summary>Until the first sign of life; a first start copies and migrates databases.</summary>
    public TimeSpan MaxStart { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Without a sign of life for so long it hangs, and is ended to be started again.</summary>
    public TimeSpan MaxSilence { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From being asked to stop to being ended.</summary>
    public TimeSpan MaxStop { get; init; } = TimeSpan.FromSeconds(4.5);
}
