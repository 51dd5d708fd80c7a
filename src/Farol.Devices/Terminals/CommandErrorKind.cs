namespace Farol.Devices.Terminals;

/// <summary>Why a router refused a command.</summary>
public enum CommandErrorKind
{
    /// <summary>An error line of no kind below.</summary>
    Other,

    Unrecognized,

    Ambiguous,

    Incomplete,

    WrongParameter,

    TooManyParameters,

    /// <summary>The account's level is too low. Level 1 (monitoring) is enough for every display command.</summary>
    NoPermission,

    /// <summary>Another user holds the configuration lock.</summary>
    ConfigurationLocked,

    /// <summary>The router itself gave up waiting for one of its boards.</summary>
    RouterTimedOut,

    /// <summary>Two-stage software could not put the candidate in force.</summary>
    CommitFailed,
}
