using Functional.Tests.Running;
using Testing.Support;

namespace Functional.Tests.Faults;

/// <summary>Two routers, one of them watched twice (over SSH and over Telnet), from a configuration file.</summary>
public sealed class SeveralRouters : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    internal SimulatorChild Small { get; private set; } = null!;

    internal SimulatorChild Large { get; private set; } = null!;

    internal FarolProcess Program { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Small = await SimulatorChild.StartAsync("--subscribers", "300");
        Large = await SimulatorChild.StartAsync("--subscribers", "3000", "--seed", "7", "--sysname", "LARGE-BNG");
        var file = _folder.File("farol.yaml");
        await File.WriteAllTextAsync(file, $$"""
            routers:
              - id: small
                name: Small city
                host: 127.0.0.1
                port: {{Small.SshPort}}
                username: {{SimulatorChild.User}}
                password: ${PASSWORD_OF_ROUTERS}
                uplinks: ["*100GE*"]
              - id: large
                host: 127.0.0.1
                port: {{Large.SshPort}}
                username: {{SimulatorChild.User}}
                password: ${PASSWORD_OF_ROUTERS}
              - id: small-by-telnet
                host: 127.0.0.1
                protocol: telnet
                port: {{Small.TelnetPort}}
                username: {{SimulatorChild.User}}
                password: ${PASSWORD_OF_ROUTERS}
            """);
        var settings = new Dictionary<string, string> { ["PASSWORD_OF_ROUTERS"] = SimulatorChild.Password, ["BG_UPDATE_INTERVAL_ONLINE"] = "1" };
        Program = await FarolProcess.StartAsync(settings, folder: null, "--config", file);
        foreach (var router in new[] { "small", "large", "small-by-telnet" })
        {
            await Eventually.True(
                async () => (await Program.Http.GetAsync($"/api/system_metrics?router={router}")).IsSuccessStatusCode
                    && (await Program.Http.GetAsync($"/api/interfaces_status?router={router}")).IsSuccessStatusCode,
                $"{router} was read", TimeSpan.FromSeconds(40));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        await Small.DisposeAsync();
        await Large.DisposeAsync();
        _folder.Dispose();
    }
}
