namespace Farol.Devices.Ssh;

/// <summary>Says what a failure of SSH means to an operator: whose fault, and what to do.</summary>
internal static class SshFaults
{
    private const string FreeTerminal = "most often all its terminals (VTY) are taken: log out of idle sessions or raise `user-interface maximum-vty`";

    public static DeviceException ClosedBeforeIdentification(string target, string said) => said.Length == 0
        ? new DeviceException(
            DeviceFault.TerminalsBusy,
            $"{target} closed the connection before any word of SSH; {FreeTerminal}; it also does this to an address that it has locked or not permitted (ACL)")
        : new DeviceException(
            TerminalsBusyText.IsIn(said) ? DeviceFault.TerminalsBusy : DeviceFault.ConnectionLost,
            $"{target} closed the connection, saying \"{said}\"; {(TerminalsBusyText.IsIn(said) ? FreeTerminal : "check the router's log for the reason")}");

    public static DeviceException NoSshServer(string target, string said) => new(
        DeviceFault.Protocol,
        $"{target} is no SSH server: it said \"{said}\"; check the port, or set the protocol to telnet if that is what listens there");

    public static DeviceException Lost(string target, string phase, string error)
    {
        if (TerminalsBusyText.IsIn(error))
        {
            return new DeviceException(DeviceFault.TerminalsBusy, $"{target} ended the connection during {phase}, saying \"{error}\"; {FreeTerminal}");
        }

        return new DeviceException(DeviceFault.ConnectionLost, $"{target}: the connection was lost during {phase} ({error}); it is safe to try again");
    }

    public static DeviceException Aborted(string target) => new(
        DeviceFault.ConnectionLost,
        $"{target}: the session was closed on our side");

    public static DeviceException Late(string target, string phase, TimeSpan limit, string setting) => new(
        DeviceFault.Timeout,
        $"{target} did not finish {phase} within {limit.TotalSeconds:0.#} s; the router is very busy, or {setting} is too short for it");

    public static DeviceException LoginRefused(string target, string username, string tried, string offered) => new(
        DeviceFault.LoginRefused,
        $"{target} refused the login of \"{username}\" by {tried} (it offers {offered}); correct Username and Password, "
        + "and check on the router that the user exists and has `service-type ssh`. Six failures lock this address for 5 minutes, so nothing is retried alone");

    public static DeviceException NoMethodInCommon(string target, string username, string configured, string offered) => new(
        DeviceFault.LoginRefused,
        $"{target} lets \"{username}\" log in only by {offered}, but only {configured} is configured; set what is missing, "
        + "or change `ssh user … authentication-type` on the router");

    public static DeviceException ClosedDuringLogin(string target, string error)
    {
        if (error.Contains("authentication fail", StringComparison.OrdinalIgnoreCase)
            || error.Contains("no more auth", StringComparison.OrdinalIgnoreCase))
        {
            return new DeviceException(
                DeviceFault.LoginRefused,
                $"{target} ended the login ({error}); correct Username and Password. Six failures lock this address for 5 minutes, so nothing is retried alone");
        }

        return new DeviceException(
            DeviceFault.TerminalsBusy,
            $"{target} closed the connection in the middle of the login without refusing it ({error}); {FreeTerminal}");
    }

    public static DeviceException UnexpectedQuestion(string target, string prompt) => new(
        DeviceFault.UnexpectedQuestion,
        $"{target} asked \"{prompt}\" during the login, which is no question for a user or a password; answer it once by hand with another client");

    public static DeviceException NoShell(string target, string what, string error) => new(
        DeviceFault.TerminalsBusy,
        $"{target} accepted the login but gave no {what} ({error}); {FreeTerminal}, or the user is not allowed a terminal");

    public static DeviceException UnusableKey(string target, string path, string reason) => new(
        DeviceFault.Settings,
        $"{target}: PrivateKeyFile: \"{path}\" cannot be used: {reason}");

    public static DeviceException NoResources(string target, IOException error) => new(
        DeviceFault.Unreachable,
        $"{target} was not tried: {error.Message}; if it is for want of file descriptors, raise this process's limit (ulimit -n)",
        error);

    public static DeviceException BadSettings(string target, IReadOnlyList<string> errors) => new(
        DeviceFault.Settings,
        $"{target}: {string.Join("; ", errors)}");

    public static DeviceException KeyChanged(string target, HostKey shown, string expected) => new(
        DeviceFault.HostKeyChanged,
        $"{target} shows the host key {shown.Fingerprint} ({shown.Type}), but {expected}. Nothing was sent to it. "
        + "Either somebody stands in between, or the router or its key was replaced: compare with `display rsa local-key-pair public` or "
        + "`display ecc local-key-pair public` on its console, then accept the new key");
}
