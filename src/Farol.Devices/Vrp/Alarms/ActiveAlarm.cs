namespace Farol.Devices.Vrp.Alarms;

/// <summary>One alarm. Fields that only "verbose" prints are null without it.</summary>
public sealed record ActiveAlarm
{
    /// <summary>The router's running number.</summary>
    public required long Sequence { get; init; }

    /// <summary>"0x8520003"; null in "display alarm all".</summary>
    public string? AlarmId { get; init; }

    /// <summary>1 critical, 2 major, 3 minor, 4 warning.</summary>
    public int? Level { get; init; }

    /// <summary>"critical", "major", "minor", "warning".</summary>
    public string? Severity { get; init; }

    /// <summary>When it was raised, in the router's own zone.</summary>
    public DateTime? Time { get; init; }

    /// <summary>The wrapped lines joined again. Where a line ended in a blank that the text has lost, two words may touch.</summary>
    public string? Description { get; init; }

    /// <summary>"linkDown".</summary>
    public string? Name { get; init; }

    /// <summary>"processing_error".</summary>
    public string? Type { get; init; }

    /// <summary>"active" or "cleared".</summary>
    public string? State { get; init; }

    /// <summary>"RootCause", "Independent".</summary>
    public string? RootKind { get; init; }

    /// <summary>When it was cleared ("display alarm history verbose").</summary>
    public DateTime? ClearTime { get; init; }
}
