using Farol.Configuration.Settings;

namespace Farol.Settings;

/// <summary>The ports that the program itself listens on, with the offset.</summary>
internal sealed record PortSettings(int Monitor, int Control, int Administration, int Console, int Metrics)
{
    private const int MaxPort = 65535;

    public static PortSettings Read(SettingsReader reader, int offset)
    {
        var taken = new Dictionary<int, string>();
        return new PortSettings(Port("PORT", 8000), Port("CONTROL_PORT", 9090), Port("ADMIN_PORT", 9000), Port("CONSOLE_PORT", 3000), Port("METRICS_PORT", 8080));

        int Port(string key, int otherwise)
        {
            var port = reader.Integer(key, otherwise, 1, MaxPort) + offset;
            if (port is < 1 or > MaxPort)
            {
                reader.Add(key, $"with --port-offset {offset} is {port}, which is no port");
            }
            else if (!taken.TryAdd(port, key))
            {
                reader.Add(key, $"is {port}, as {taken[port]}: each serves something else, so give each a port of its own");
            }

            return port;
        }
    }
}
