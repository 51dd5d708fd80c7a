namespace Farol.Monitor.Commands;

/// <summary>The rules of the command policy, in the order in which they are applied.</summary>
public enum CommandRule
{
    /// <summary>Nothing to run.</summary>
    Empty,

    /// <summary>Longer than <see cref="CommandPolicy.MaxCommandLength"/>.</summary>
    TooLong,

    /// <summary>A control character or line end: a second command could hide behind it.</summary>
    ControlCharacter,

    /// <summary>A character outside printable ASCII: what the router would make of its bytes is not known.</summary>
    NotAscii,

    /// <summary><c>;</c> separates commands.</summary>
    Separator,

    /// <summary><c>&gt;</c> writes a file on the router.</summary>
    Redirection,

    /// <summary><c>?</c> asks for help at once and leaves the rest on the line.</summary>
    Help,

    /// <summary>After <c>|</c> only a filter may stand.</summary>
    Filter,

    /// <summary><c>| refresh</c> never ends.</summary>
    Refresh,

    /// <summary>More filters than <see cref="CommandPolicy.MaxFilters"/>.</summary>
    TooManyFilters,

    /// <summary>Not a display command.</summary>
    NotDisplay,

    /// <summary>An abbreviation that fits more than one keyword, not all of which are allowed.</summary>
    Ambiguous,

    /// <summary>A family that shows secrets or floods the terminal.</summary>
    ClosedFamily,

    /// <summary>A command that is on no list.</summary>
    UnknownFamily,

    /// <summary>More words after the keywords than the family takes.</summary>
    TooManyArguments,
}
