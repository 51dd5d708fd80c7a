using Farol.Configuration.Gateway;
using Farol.Control.Hosts;
using Farol.Control.Revisions;

namespace Farol.Control.SystemRoute;

/// <summary>
/// Console and APIs on the gateway's ports, under the installation's own host names. What the configuration file says for one of these names goes
/// before it; what a tenant says is left out.
/// </summary>
internal sealed class SystemRoutePart(ControlOptions options, IReservedHosts hosts, GatewayTrust trust) : IDocumentPart
{
    /// <summary>No name that the API or a file can give: a tenant's id stands before the first colon.</summary>
    public const string Name = ":console";

    /// <summary>Above what anybody may set for a route of the same host, and below, where the installation's own file has routes there.</summary>
    private const int First = 1000;
    private const int Last = -1000;

    public GatewayDocument AddTo(GatewayDocument document)
    {
        trust.Proxies = [.. document.Gateway.TrustedProxies];
        if (options.ConsoleAddress is not { } address)
        {
            return document;
        }

        List<RouteSection> routes = [.. document.Routes.Where(r => r.Tenant is null || !hosts.IsReserved(r.Host))];
        var own = routes.Where(r => hosts.IsReserved(r.Host)).ToLookup(r => r.Host, StringComparer.Ordinal);
        routes.AddRange(hosts.All.Where(h => !own[h].Any(r => r.Priority == Last)).Select(h => Route(h, own.Contains(h) ? Last : First)));
        return document with { Pools = [.. document.Pools, Pool(address)], Routes = [.. routes] };
    }

    private static PoolSection Pool(string address) => new()
    {
        Name = Name,
        Backends = [new BackendSection { Id = Name, Address = address }],
        // There is no other to go to.
        PassiveHealth = new PassiveHealthSection { Enabled = false },
    };

    private RouteSection Route(string host, int priority) => new()
    {
        Name = $"{Name}/{host}",
        Host = host,
        Priority = priority,
        Pool = Name,
        RequestHeaders = new HeaderChangesSection { Set = [new HeaderValueSection { Name = GatewayTrust.Header, Value = trust.Secret }] },
    };
}
