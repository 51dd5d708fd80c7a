namespace Farol.Devices.Terminals;

/// <summary>How much a command may answer, and how long it may take.</summary>
public sealed record CommandBounds
{
    /// <summary>1 MiB and 30 s: a listing of some 10 000 subscribers over a slow line.</summary>
    public static CommandBounds Default { get; } = new();

    /// <summary>Bytes received after which the command is stopped with Ctrl+C and its output marked truncated.</summary>
    public int MaxBytes { get; init; } = 1024 * 1024;

    /// <summary>From sending to the prompt.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Without a single byte. An output stalled in the middle is noticed long before <see cref="Timeout"/>.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Answer "n" to the router's question whether to go on listing, and stop at the first page.</summary>
    public bool FirstPageOnly { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBytes);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(IdleTimeout, TimeSpan.Zero);
    }
}
