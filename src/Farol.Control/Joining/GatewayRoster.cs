using Farol.Control.Gateways;

namespace Farol.Control.Joining;

/// <summary>Every gateway that there is or was: what the state knows of it, and how its link is.</summary>
internal sealed class GatewayRoster(GatewayTokens tokens, IGatewayFleet fleet, TimeProvider time)
{
    public async Task<IReadOnlyList<DeskGateway>> ListAsync(CancellationToken cancellationToken)
    {
        var joined = await tokens.ListAsync(cancellationToken);
        var known = fleet.All;
        var now = time.GetUtcNow();
        return
        [
            .. known.Where(l => joined.All(j => j.Name != l.Name)).Select(l => new DeskGateway(l.Name, l.IsConnected ? "linked" : "away", null, l.Applied?.Name.Revision, l.Since)),
            .. joined.Select(j =>
            {
                var linked = known.FirstOrDefault(l => l.Name == j.Name);
                var state = j.RevokedAt is not null ? "revoked" : !j.HasJoined ? "invited" : linked is { IsConnected: true } ? "linked" : j.ExpiresAt <= now ? "ended" : "away";
                return new DeskGateway(j.Name, state, j.ExpiresAt, linked?.Applied?.Name.Revision, j.RevokedAt ?? linked?.Since);
            }),
        ];
    }
}
