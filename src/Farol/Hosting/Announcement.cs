using Farol.Access.Accounts;
using Farol.Settings;
using Farol.Simulation;

namespace Farol.Hosting;

/// <summary>What <c>farol run</c> prints once it is up: where to look, and the first password.</summary>
internal static class Announcement
{
    public static async Task WriteAsync(TextWriter output, FarolSettings settings, FirstAdministrator administrator, SimulatorProcess? simulator)
    {
        var host = settings.Host is "0.0.0.0" or "::" or "*" ? "localhost" : settings.Host;
        await output.WriteLineAsync($"Farol {ProgramVersion.Text} is up.");
        await output.WriteLineAsync($"  dashboard   http://{host}:{settings.Port}/");
        await output.WriteLineAsync($"  API docs    http://{host}:{settings.Port}/docs");
        await output.WriteLineAsync($"  WebSocket   ws://{host}:{settings.Port}/ws/monitor");
        await output.WriteLineAsync($"  metrics     http://{host}:{settings.MetricsPort}/metrics");
        if (simulator is not null)
        {
            await output.WriteLineAsync($"  router      SIMULATED: no router is set, a pretend NE8000 is watched over SSH on port {simulator.Router.Port}");
            await output.WriteLineAsync($"              scenarios on http://127.0.0.1:{simulator.ControlPort}/ ; set ROUTER_HOST for a real one");
        }

        if (administrator.TakeOneTimePassword() is { } password)
        {
            await output.WriteLineAsync($"  first login {administrator.CreatedEmail}  password {password}");
            await output.WriteLineAsync("              shown this once; the console asks for a new one");
        }

        await output.WriteLineAsync("Ctrl+C stops it.");
        await output.FlushAsync();
    }
}
