namespace Farol.Simulator.Cli;

/// <summary>
/// The router's one-line answers. Those of a live V800 or its manual stand first; <see cref="UnverifiedMessages"/> lists those that
/// follow general VRP habit only.
/// </summary>
internal static class CliMessages
{
    public const string Unrecognized = "Error: Unrecognized command found at '^' position.";
    public const string WrongParameter = "Error: Wrong parameter found at '^' position.";
    public const string Incomplete = "Error: Incomplete command found at '^' position.";
    public const string TooManyParameters = "Error: Too many parameters found at '^' position.";
    public const string Ambiguous = "Error: Ambiguous command found at '^' position.";
    public const string NoPermission = "Error: No permission to run the command.";
    public const string ConfigurationLocked = "Error: The configuration is locked by other user. [Session ID = 407]";
    public const string NoOnlineUser = "Info: No online user!";
    public const string EnterSystemView = "Enter system view, return user view with return command.";
    public const string TelnetWarning = "Warning: Telnet is not a secure protocol, and it is recommended to use Stelnet.";
    public const string TerminalOnly = "Info: The configuration takes effect on the current user terminal interface only.";
    public const string FilterInfo =
        "Info: It will take a long time if the content you search is too much or the string you input is too long, "
        + "you can press CTRL_C to break.";
    public const string Uncommitted =
        "Warning: Uncommitted configurations found, commit them before exiting? [Y(yes)/N(no)/C(cancel)]:";
    public const string ChooseAnswer = "Error: Please choose 'YES', 'NO' or 'CANCEL' first before pressing 'Enter'. [Y/N/C]:";
    public const string ShowMore = "Are you sure to display some information? [Y/N]:";
    public const string More = "  ---- More ----";
    public const string SaveQuestion = "Warning: The current configuration will be written to the device. Continue? [Y/N]:";
    public const string Saved = "Info: Save the configuration successfully.";

    public const string LoginRefused = "Error: Username or password error.";
    public const string AddressLocked = "Error: The IP address has been locked. Please try again later.";
    public const string TerminalsBusy = "All user interfaces are used, please try later!";
    public const string WidthQuestion = "Warning: This command will change the default screen width. Continue? [Y/N]:";

    public static IReadOnlyList<UnverifiedText> UnverifiedMessages { get; } =
    [
        new("login", $"\"{LoginRefused}\": wording of a refused Telnet login not published for V800"),
        new("login", $"\"{AddressLocked}\": wording of a locked address not published for V800"),
        new("login", $"\"{TerminalsBusy}\": seen on VRP in general, not in an NE8000 source"),
        new("screen-width", $"\"{WidthQuestion}\": that it asks is known, its words are not"),
    ];
}
