using Farol.Configuration.Gateway;

namespace Farol.Control.Revisions;

/// <summary>What gateways get for as long as nobody configured a pool or a route. It is no revision, and lists show it as <c>managed_by: demonstration</c>.</summary>
public interface IStandIn
{
    /// <summary>Whether nobody has configured anything in this document.</summary>
    static bool IsNeededIn(GatewayDocument document) => document.Pools.Count == 0 && document.Routes.Count == 0;

    /// <summary>Null: there is none.</summary>
    GatewayDocument? Document { get; }
}
