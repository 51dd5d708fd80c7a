namespace Farol.Devices.Tests.Sessions;

/// <summary>A command line like a router's, as a shell script for real SSH and Telnet servers.</summary>
internal static class RouterScript
{
    public const string Text = """
        trap : INT
        echo 'Info: The max number of VTY users is 20.'
        while printf '<NE-1>'; IFS= read -r line; do
          case "$line" in
            '') ;;
            screen-length*) echo 'Info: The configuration takes effect on the current user terminal interface only.' ;;
            'display long') seq 1 20000 ;;
            'display hang') echo begins; sleep 60 ;;
            display*) echo 'VRP (R) software'; echo '<NE-1>'; echo 'uptime is 1 day' ;;
            quit) exit ;;
            *) printf '%s\n' "       ^" "Error: Unrecognized command found at '^' position." ;;
          esac
        done
        """;
}
