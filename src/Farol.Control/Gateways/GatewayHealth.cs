using Farol.Link.Documents;
using Farol.Telemetry.Health;

namespace Farol.Control.Gateways;

/// <summary>How the gateways are, on the health report: linked, on which revision, and why a configuration is not in force.</summary>
internal sealed class GatewayHealth : IGatewayObserver
{
    private readonly Lock _gate = new();
    private readonly GatewayFleet _fleet;
    private readonly HealthBoard _board;
    private string? _fault;
    private bool _isExpected;

    public GatewayHealth(GatewayFleet fleet, HealthBoard board, IGatewayHost host)
    {
        (_fleet, _board) = (fleet, board);
        board.Detail("gateway", () => GatewayReport.Of(fleet.Find(GatewayLinks.Local), host.Notes));
        board.Detail("gateways", () => fleet.All.Where(g => g.Name != GatewayLinks.Local).ToDictionary(g => g.Name, g => GatewayReport.Of(g, host.Notes)));
    }

    /// <summary>The gateway of this machine was started.</summary>
    public void Expect()
    {
        _isExpected = true;
        Report();
    }

    /// <summary>What is wrong with the configuration file, or with a configuration that could not be given; null: nothing any more.</summary>
    public void Fault(string? fault)
    {
        _fault = fault;
        Report();
    }

    public void Changed(LinkedGateway gateway) => Report();

    private void Report()
    {
        lock (_gate)
        {
            var gateways = _fleet.All;
            if (!_isExpected && gateways.Count == 0 && _fault is null)
            {
                return;
            }

            var component = _board.Component("gateway");
            if (_isExpected && !gateways.Any(g => g.Name == GatewayLinks.Local))
            {
                component.Failed("its process has not come up yet");
            }
            else if (gateways.FirstOrDefault(g => !g.IsConnected) is { } away)
            {
                component.Failed(away.Name == GatewayLinks.Local ? $"its process is away: {away.Disconnection}" : $"gateway {away.Name} is away: {away.Disconnection}");
            }
            else if (gateways.FirstOrDefault(g => g.Refused is not null) is { Refused: { } refused } refusing)
            {
                component.Degraded($"gateway {refusing.Name} refuses revision {refused.Name.Revision}, the one before goes on: {string.Join("; ", refused.Reasons.Select(ReasonText.Of))}");
            }
            else if (_fault is { } fault)
            {
                component.Degraded(fault);
            }
            else
            {
                component.Ok();
            }
        }
    }
}
