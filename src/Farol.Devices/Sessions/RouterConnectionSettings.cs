using Farol.Devices.Terminals;

namespace Farol.Devices.Sessions;

/// <summary>How politely one router is talked to. A router has 5 to 21 terminals for everybody.</summary>
public sealed class RouterConnectionSettings
{
    /// <summary>How each terminal is opened.</summary>
    public required TerminalSettings Terminal { get; init; }

    /// <summary>How the terminal for changes is opened, with its own credentials; null where changes are not allowed.</summary>
    public TerminalSettings? ChangeTerminal { get; init; }

    /// <summary>Terminals used at most (<c>ROUTER_MAX_SESSIONS</c>). With 1 polls and people share one.</summary>
    public int MaxSessions { get; init; } = 2;

    /// <summary>Commands that may wait on one lane. A poll of everything is some twenty commands.</summary>
    public int MaxQueuedCommands { get; init; } = 64;

    /// <summary>Silence after which a newline is sent. The router closes a terminal after 10 minutes by default, some after 5.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>People's session is closed after this long without a command, so that the terminal is free for others.</summary>
    public TimeSpan PeopleIdleTime { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>From the start of connecting to the learned prompt.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>First wait after a failed connection; doubles with each failure, with up to half of it added at random.</summary>
    public TimeSpan BackoffBase { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>First wait when all terminals are taken: somebody else's session has to end first.</summary>
    public TimeSpan BusyBackoffBase { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan BusyBackoffMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Failures in a row that a retry may mend, after which the circuit opens and commands fail at once.</summary>
    public int FailuresBeforeOpen { get; init; } = 1;

    /// <summary>How long the router may take to see us out (<c>quit</c>) before the socket is closed.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Everything that cannot work, each naming its setting; empty if all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Check(MaxSessions is >= 1 and <= 8, "MaxSessions (ROUTER_MAX_SESSIONS): write 1 to 8; a router has few terminals for everybody");
        Check(MaxQueuedCommands is >= 1 and <= 10_000, "MaxQueuedCommands: write 1 to 10000");
        Check(KeepAliveInterval >= TimeSpan.FromSeconds(1) && KeepAliveInterval < TimeSpan.FromMinutes(10),
            "KeepAliveInterval: write 1 s to under 10 min, the idle time after which a router closes a terminal");
        Check(PeopleIdleTime > TimeSpan.Zero, "PeopleIdleTime: write more than 0 s");
        Check(ConnectTimeout > TimeSpan.Zero, "ConnectTimeout: write more than 0 s");
        Check(BackoffBase > TimeSpan.Zero && BackoffMax >= BackoffBase, "BackoffBase, BackoffMax: write more than 0 s, the largest last");
        Check(BusyBackoffBase > TimeSpan.Zero && BusyBackoffMax >= BusyBackoffBase,
            "BusyBackoffBase, BusyBackoffMax: write more than 0 s, the largest last");
        Check(FailuresBeforeOpen >= 1, "FailuresBeforeOpen: write 1 or more");
        return errors;

        void Check(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add(error);
            }
        }
    }
}
