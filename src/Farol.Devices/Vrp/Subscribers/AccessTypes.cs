namespace Farol.Devices.Vrp.Subscribers;

/// <summary>What the router's names of access types mean.</summary>
internal static class AccessTypes
{
    private static readonly string[] _administrators =
        ["telnet", "ssh", "stelnet", "terminal", "console", "ftp", "sftp", "http", "https", "web", "netconf", "api", "exec"];

    public static bool IsAdministrator(ReadOnlySpan<char> accessType)
    {
        foreach (var name in _administrators)
        {
            if (accessType.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
