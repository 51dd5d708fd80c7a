using Farol.Control.Gateways;
using Farol.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Farol.Control.Joining;

/// <summary>Forgets gateways that another replica of the control plane has revoked; nobody misses them, and they would be told as away until the next start.</summary>
internal sealed class RevokedGateways(ControlOptions options, GatewayTokens tokens, GatewayFleet fleet, TimeProvider time, ILogger<RevokedGateways> log) : BackgroundService
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.LinkListen is null)
        {
            return;
        }

        using var tick = new PeriodicTimer(_look, time);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            // One that is linked is asked after with its link, which ends.
            if (!fleet.All.Any(IsAway))
            {
                continue;
            }

            try
            {
                foreach (var name in await tokens.ListRevokedAsync(stoppingToken))
                {
                    if (fleet.Find(name) is { } gateway && IsAway(gateway))
                    {
                        fleet.Forget(name);
                    }
                }
            }
            catch (StoreException failure)
            {
                log.LogWarning("Which gateways were revoked could not be read: {Reason}", failure.Message);
            }
        }
    }

    private static bool IsAway(LinkedGateway gateway) => !gateway.IsConnected && gateway.Name != GatewayLinks.Local;
}
