using Farol.Link.Protocol;

namespace Farol.Control.Gateways;

/// <summary>The gateways that are or were linked, and what can be asked of them.</summary>
public interface IGatewayFleet
{
    /// <summary>Every gateway that was linked since the start, by name.</summary>
    IReadOnlyList<LinkedGateway> All { get; }

    /// <summary>Which route and backend a request would take; null: no gateway is linked, or it did not answer in time.</summary>
    Task<RouteAnswer?> AskAsync(RouteQuestion question, CancellationToken cancellationToken);

    /// <summary>Tells every linked gateway which requests are looked at now, all of it.</summary>
    WantedOf Want(RequestsWanted wanted);

    /// <summary>The Prometheus text of one gateway; empty: it is not linked, or did not answer in time.</summary>
    Task<ReadOnlyMemory<byte>> ReadMetricsAsync(string gateway, CancellationToken cancellationToken);
}
