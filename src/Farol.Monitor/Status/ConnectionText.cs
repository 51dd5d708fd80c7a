using Farol.Devices.Sessions;

namespace Farol.Monitor.Status;

/// <summary>A connection's state as one sentence.</summary>
internal static class ConnectionText
{
    public static string Of(RouterConnectionSnapshot connection) => connection switch
    {
        { HeldOffline: true } => "Disconnected by an operator; POST /api/router_connect connects again",
        { State: ConnectionState.Online } => "Connected",
        { LastError: { } error, Circuit: CircuitState.Stopped } => $"{error.Text} (not tried again until the settings change or an operator connects)",
        { LastError: { } error } => error.Text,
        { State: ConnectionState.Offline } => "Not connected yet",
        _ => "Connected, the last command failed",
    };
}
