using Farol.Devices.Terminals;

namespace Farol.Devices.Sessions;

/// <summary>The state of a router's connection at one moment, for status pages. What is not known is null.</summary>
public sealed record RouterConnectionSnapshot
{
    public required ConnectionState State { get; init; }

    public bool Connected => State != ConnectionState.Offline;

    public required string Protocol { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>True after an operator's disconnect, until an operator connects again.</summary>
    public required bool HeldOffline { get; init; }

    public DateTimeOffset? ConnectedSince { get; init; }

    /// <summary>When the router last answered anything.</summary>
    public DateTimeOffset? LastActivity { get; init; }

    /// <summary>How long the last command took.</summary>
    public TimeSpan? LastResponseTime { get; init; }

    public required int OpenSessions { get; init; }

    public required int MaxSessions { get; init; }

    public required CircuitState Circuit { get; init; }

    /// <summary>When the router is tried again; null when it may be tried now, or never alone.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>Failures in a row of opening a session.</summary>
    public required int FailuresInARow { get; init; }

    public RouterConnectionError? LastError { get; init; }

    public TerminalPrompt? Prompt { get; init; }

    public PagerState? Pager { get; init; }

    /// <summary>Time that terminals of the polling lane were busy since the start: what a poller's budget is measured by.</summary>
    public required TimeSpan PollingBusy { get; init; }

    /// <summary>The same for people's commands and changes.</summary>
    public required TimeSpan PeopleBusy { get; init; }

    /// <summary>Commands waiting for their turn, both lanes.</summary>
    public required int QueuedCommands { get; init; }
}
