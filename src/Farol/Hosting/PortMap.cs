using Farol.Settings;

namespace Farol.Hosting;

/// <summary>Which of this program's ports is for what.</summary>
internal sealed class PortMap(FarolSettings settings)
{
    /// <summary>Every port that is listened on.</summary>
    public IReadOnlyList<ServedPort> All { get; } =
    [
        new(Surfaces.Monitor, "PORT", settings.Port, "the monitor's API, its dashboard, /docs and /health"),
        .. settings.RunsControl
            ? new ServedPort[]
            {
                new(Surfaces.Control, "CONTROL_PORT", settings.ControlPort, "the control plane's API, /docs and /health"),
                new(Surfaces.Administration, "ADMIN_PORT", settings.AdminPort, "/admin/health, /admin/metrics, /admin/config and /admin/reload"),
                new(Surfaces.Console, "CONSOLE_PORT", settings.ConsolePort, "the console and the APIs under /api, /admin/api and /ws"),
            }
            : [],
        new(Surfaces.Metrics, "METRICS_PORT", settings.MetricsPort, "/metrics and /health"),
    ];

    /// <summary>What the port is for that the request came in by; none for one that is not ours.</summary>
    public Surfaces Of(HttpContext http) => Find(http.Connection.LocalPort)?.Surface ?? Surfaces.None;

    public ServedPort? Find(int port)
    {
        foreach (var each in All)
        {
            if (each.Port == port)
            {
                return each;
            }
        }

        return null;
    }

    /// <summary>For people who asked on the wrong port.</summary>
    public string Describe(Surfaces surfaces) =>
        string.Join(", ", All.Where(p => surfaces.HasFlag(p.Surface)).Select(p => $"{p.Port} ({p.Setting})"));
}
