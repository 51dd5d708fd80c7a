namespace Farol.Simulator;

/// <summary>What can happen to a simulated router. On the wire each is its name in snake_case.</summary>
public enum ScenarioKind
{
    /// <summary>Undoes every fault (not the disconnections).</summary>
    Calm,

    /// <summary>Subscribers of a slot, domain or VLAN (or all) go offline at once and come back over <see cref="Scenario.ReturnSeconds"/>.</summary>
    MassDisconnect,

    /// <summary>The cable of <see cref="Scenario.Interface"/> is pulled.</summary>
    LinkDown,

    LinkUp,

    /// <summary>Sessions closed, connections refused for <see cref="Scenario.Seconds"/>, uptime and counters at zero, subscribers back slowly.</summary>
    Reboot,

    /// <summary>Each command is answered after <see cref="Scenario.Milliseconds"/>.</summary>
    SlowAnswers,

    /// <summary>Output stops after <see cref="Scenario.AfterBytes"/>; the terminal stays open and silent until <see cref="Calm"/>.</summary>
    Hang,

    /// <summary>Every open connection is cut now.</summary>
    Drop,

    /// <summary>The connection is cut after <see cref="Scenario.AfterBytes"/> of an output.</summary>
    DropDuringOutput,

    /// <summary>512 random bytes after <see cref="Scenario.AfterBytes"/> of an output; then the rest.</summary>
    Garbage,

    /// <summary>Outputs keep their shape and mean nothing: every letter and digit is another one. The prompt stays.</summary>
    Gibberish,

    /// <summary>Every password is wrong.</summary>
    RefuseLogins,

    /// <summary>Forgets wrong passwords and locked addresses.</summary>
    UnlockAddresses,

    /// <summary>A new SSH host key from the next connection on.</summary>
    ChangeHostKey,

    /// <summary>All terminals are taken.</summary>
    TerminalsBusy,

    /// <summary>Interface counters go back to zero.</summary>
    ResetCounters,

    /// <summary>A commit is refused because another user holds the configuration.</summary>
    ConfigurationLocked,
}
