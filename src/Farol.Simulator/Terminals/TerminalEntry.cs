namespace Farol.Simulator.Terminals;

/// <summary>A terminal that somebody has logged in on.</summary>
internal sealed class TerminalEntry(int number, string user, TerminalConnection connection, DateTimeOffset loginTime)
{
    private long _lastInput = loginTime.UtcTicks;

    /// <summary>VTY number, from 0.</summary>
    public int Number { get; } = number;

    public string User { get; } = user;

    public TerminalConnection Connection { get; } = connection;

    public DateTimeOffset LoginTime { get; } = loginTime;

    public DateTimeOffset LastInput
    {
        get => new(Interlocked.Read(ref _lastInput), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _lastInput, value.UtcTicks);
    }
}
