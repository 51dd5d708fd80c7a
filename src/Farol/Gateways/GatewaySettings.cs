using Farol.Configuration.Gateway;
using Farol.Gateway.Hosting;

namespace Farol.Gateways;

/// <summary>What the settings say of the gateway that <c>farol run</c> keeps.</summary>
internal sealed record GatewaySettings
{
    /// <summary>The gateway's part of <c>--config</c>; empty without one.</summary>
    public GatewayDocument Document { get; init; } = GatewayDocument.Empty;

    /// <summary>The file, to be read again when it changes.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>HOST, GATEWAY_HTTP_PORT, GATEWAY_HTTPS_PORT and the offset.</summary>
    public DefaultPorts Ports { get; init; } = new();

    /// <summary>Pretend web servers behind it, where nothing else is configured.</summary>
    public bool Demonstrates { get; init; }

    public bool IsConfigured => Document.Pools.Count > 0 || Document.Routes.Count > 0 || Document.Listeners.Count > 0;
}
