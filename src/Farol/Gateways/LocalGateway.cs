using Farol.Access.Problems;
using Farol.Configuration.Gateway;
using Farol.Control.Gateways;
using Farol.Control.Revisions;
using Farol.Gateway.Hosting;
using Farol.Hosting;
using Farol.Link.Endpoints;
using Farol.Supervision;

namespace Farol.Gateways;

/// <summary>The gateway of this machine as the control plane needs it: its sockets, which the supervisor keeps, and its process.</summary>
internal sealed class LocalGateway(GatewaySettings settings, SupervisorClient supervisor, string dataFolder) : IGatewayHost
{
    /// <summary>After the time that requests under way are given.</summary>
    private static readonly TimeSpan _endMargin = TimeSpan.FromSeconds(2);

    private readonly DefaultListeners _listeners = new(supervisor, settings.Ports);
    private readonly string _address = Environment.GetEnvironmentVariable(Supervisor.LinkVariable)!;
    private TimeSpan? _stopTime;

    public IReadOnlyDictionary<string, string> Notes => _listeners.Notes;

    /// <summary>Gives gateways their first configuration and waits for the answer of this machine's.</summary>
    /// <exception cref="StartException">The configuration cannot come into force; the text says why and what to do.</exception>
    public async Task<LinkedGateway?> StartAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<GatewayLinks>().Listen(LocalListener.Open(_address));
        if (settings.Demonstrates)
        {
            await services.GetRequiredService<Demonstration>().StartAsync(cancellationToken);
        }

        if (await services.GetRequiredService<FileRevisions>().BeginAsync(cancellationToken) is { } problem)
        {
            throw new StartException(problem.Errors is null ? problem.Detail : $"the gateway refuses its configuration: {settings.ConfigFile ?? "settings"}: {problem.Detail}");
        }

        return services.GetRequiredService<GatewayFleet>().Find(GatewayLinks.Local);
    }

    public async Task<GatewayDocument> PrepareAsync(GatewayDocument document, CancellationToken cancellationToken)
    {
        try
        {
            return await _listeners.CompleteAsync(document, cancellationToken);
        }
        catch (ListenException refused)
        {
            throw new ChangeException(ApiProblem.Conflict($"{SettingOf(refused.Endpoint.Port)}: {refused.Message}"));
        }
    }

    public bool Start(GatewayDocument document)
    {
        var isFirst = _stopTime is null;
        var stopTime = document.Gateway.Timeouts.Drain + _endMargin;
        if (stopTime != _stopTime)
        {
            _stopTime = stopTime;
            supervisor.Start("gateway", stopTime, "gateway", "--link", _address, "--data", Path.GetFullPath(dataFolder));
        }

        return isFirst;
    }

    private string SettingOf(int port) => port - settings.Ports.Offset is var usual && (usual == settings.Ports.Https || usual is 443 or 10_443) ? "GATEWAY_HTTPS_PORT" : "GATEWAY_HTTP_PORT";
}
