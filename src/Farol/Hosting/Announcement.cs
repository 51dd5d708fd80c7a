using Farol.Access.Accounts;
using Farol.Control.Gateways;
using Farol.Settings;
using Farol.Simulation;

namespace Farol.Hosting;

/// <summary>What <c>farol run</c> prints once it is up: where to look, and the first password.</summary>
internal static class Announcement
{
    public static async Task WriteAsync(TextWriter output, FarolSettings settings, FirstAdministrator administrator, SimulatorProcess? simulator, LinkedGateway? gateway, IReadOnlyDictionary<string, string>? notes)
    {
        var host = settings.Host is "0.0.0.0" or "::" or "*" ? "localhost" : settings.Host;
        await output.WriteLineAsync($"Farol {ProgramVersion.Text} is up.");
        await output.WriteLineAsync($"  dashboard   http://{host}:{settings.Port}/");
        if (settings.RunsControl)
        {
            await output.WriteLineAsync($"  console     http://{host}:{settings.ConsolePort}/");
            await output.WriteLineAsync($"  control     http://{host}:{settings.ControlPort}/docs  (administration: http://{host}:{settings.AdminPort}/admin/health)");
        }

        await output.WriteLineAsync($"  API docs    http://{host}:{settings.Port}/docs");
        await output.WriteLineAsync($"  WebSocket   ws://{host}:{settings.Port}/ws/monitor");
        await output.WriteLineAsync($"  metrics     http://{host}:{settings.MetricsPort}/metrics");
        if (simulator is not null)
        {
            await output.WriteLineAsync($"  router      SIMULATED: no router is set, a pretend NE8000 is watched over SSH on port {simulator.Router.Port}");
            await output.WriteLineAsync($"              scenarios on http://127.0.0.1:{simulator.ControlPort}/ ; set ROUTER_HOST for a real one");
        }

        if (notes is not null)
        {
            await WriteGatewayAsync(output, settings, host, gateway, notes);
        }

        if (administrator.TakeOneTimePassword() is { } password)
        {
            await output.WriteLineAsync($"  first login {administrator.CreatedEmail}  password {password}");
            await output.WriteLineAsync("              shown this once; the console asks for a new one");
        }

        await output.WriteLineAsync("Ctrl+C stops it.");
        await output.FlushAsync();
    }

    private static async Task WriteGatewayAsync(TextWriter output, FarolSettings settings, string host, LinkedGateway? gateway, IReadOnlyDictionary<string, string> notes)
    {
        if (gateway?.Applied is null)
        {
            await output.WriteLineAsync("  gateway     has not come up yet; /health says why");
            return;
        }

        foreach (var listener in gateway.Applied.Listeners)
        {
            var (address, port) = Split(listener.Endpoint);
            var note = notes.TryGetValue(listener.Name, out var text) ? $"  ({text})" : "";
            await output.WriteLineAsync($"  gateway     {(listener.Tls ? "https" : "http")}://{(address == "*" ? host : address)}:{port}/{note}: the console again, and what routes say for other names");
        }

        if (settings.Gateway.IsConfigured)
        {
            await output.WriteLineAsync($"              {settings.Gateway.Document.Pools.Count} pool(s), {settings.Gateway.Document.Routes.Count} route(s) of {settings.Gateway.ConfigFile}, which is read again when it changes");
        }
        else if (settings.Gateway.Demonstrates)
        {
            await output.WriteLineAsync($"              DEMONSTRATION: two pretend web servers answer as http://demo.localhost:{Split(gateway.Applied.Listeners[0].Endpoint).Port}/ and every other name: ask a few times");
        }
    }

    private static (string Address, string Port) Split(string endpoint)
    {
        var colon = endpoint.LastIndexOf(':');
        return (endpoint[..colon], endpoint[(colon + 1)..]);
    }
}
