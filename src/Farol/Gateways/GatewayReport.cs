namespace Farol.Gateways;

/// <summary>The gateway's field in the health report.</summary>
internal static class GatewayReport
{
    public static Dictionary<string, object?> Of(GatewayStatus status, IReadOnlyDictionary<string, string> notes) => new()
    {
        ["linked"] = status.IsConnected,
        ["revision"] = status.Applied?.Name.Revision,
        ["hash"] = status.Applied is { } applied ? Convert.ToHexStringLower(applied.Name.Hash.Span) : null,
        ["refused_revision"] = status.Refused?.Name.Revision,
        ["refused_reasons"] = status.Refused?.Reasons.Select(GatewayHandover.Text).ToList(),
        ["listeners"] = status.Applied?.Listeners.Select(l => new Dictionary<string, object?>
        {
            ["name"] = l.Name,
            ["endpoint"] = l.Endpoint,
            ["tls"] = l.Tls,
            ["note"] = notes.GetValueOrDefault(l.Name),
        }).ToList(),
        ["open_connections"] = status.Counters?.OpenConnections,
    };
}
