namespace Farol.Devices;

/// <summary>
/// Recognises a refusal for want of a terminal in what a router or an SSH server says. No vendor's page has the exact text of
/// VRP ("All user interfaces are used, please try later!" is what operators report), so several wordings count.
/// </summary>
internal static class TerminalsBusyText
{
    private static readonly string[] _wordings =
    [
        "user interfaces are used",
        "please try later",
        "too many users",
        "too many connections",
        "maximum number of users",
        "maximum number of sessions",
        "max number of users",
        "no free vty",
        "exceeded maxstartups",
        "resource shortage",
    ];

    public static bool IsIn(string text) => _wordings.Any(wording => text.Contains(wording, StringComparison.OrdinalIgnoreCase));
}
