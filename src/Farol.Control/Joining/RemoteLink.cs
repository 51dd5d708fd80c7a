using Farol.Control.Gateways;
using Farol.Link;
using Farol.Link.Endpoints;
using Farol.Link.Joining;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Joining;

/// <summary>Opens the port where gateways of other machines come in, if one is set.</summary>
internal sealed class RemoteLink(ControlOptions options, GatewayLinks links, AuthorityStore authorities, IGatewayRegistry registry, ILogger<RemoteLink> log, TimeProvider time) : IHostedService
{
    /// <exception cref="LinkException">The port cannot be had; the text names the setting.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.LinkListen is not { } endpoint)
        {
            return;
        }

        try
        {
            links.Listen(TlsListener.Open(endpoint, await authorities.GetAsync(cancellationToken), registry, new LinkLimits(), time));
            log.LogInformation("Gateways on other machines come in on {Endpoint}", endpoint);
        }
        catch (LinkException refused)
        {
            throw new LinkException(refused.Fault, $"FAROL_LINK_LISTEN: {refused.Message}. Give another address or port", refused);
        }
    }

    /// <summary>The links end with the control plane's end of all of them.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
