using Farol.Link.Documents;

namespace Farol.Control.Gateways;

/// <summary>A gateway's fields in the health report.</summary>
internal static class GatewayReport
{
    /// <param name="gateway">Null: none of that name was ever linked.</param>
    /// <param name="notes">What people should know of ports that were chosen; by listener.</param>
    public static Dictionary<string, object?> Of(LinkedGateway? gateway, IReadOnlyDictionary<string, string> notes) => new()
    {
        ["linked"] = gateway?.IsConnected ?? false,
        ["revision"] = gateway?.Applied?.Name.Revision,
        ["hash"] = gateway?.Applied is { } applied ? Convert.ToHexStringLower(applied.Name.Hash.Span) : null,
        ["refused_revision"] = gateway?.Refused?.Name.Revision,
        ["refused_reasons"] = gateway?.Refused?.Reasons.Select(ReasonText.Of).ToList(),
        ["listeners"] = gateway?.Applied?.Listeners.Select(l => new Dictionary<string, object?>
        {
            ["name"] = l.Name,
            ["endpoint"] = l.Endpoint,
            ["tls"] = l.Tls,
            ["note"] = notes.GetValueOrDefault(l.Name),
        }).ToList(),
        ["open_connections"] = gateway?.Counters?.OpenConnections,
    };
}
