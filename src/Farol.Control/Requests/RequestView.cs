using Farol.Access.Accounts;
using Farol.Control.LiveFeed;
using Farol.Control.SystemRoute;
using Farol.Control.Tenants;
using Farol.Link.Protocol;

namespace Farol.Control.Requests;

/// <summary>What somebody looks at: whose requests, and which of them. Two people with the same view share what gateways send of it.</summary>
/// <param name="TenantId">A tenant, or <see cref="FeedTenants.All"/>.</param>
internal readonly record struct RequestView(string TenantId, RequestFilter Filter)
{
    /// <summary>As gateways are asked: a tenant's requests are told apart there, so that nobody else's reach its watch.</summary>
    public RequestWatch Ask(ulong id, TimeSpan ttl, int perSecond)
    {
        var watch = new RequestWatch
        {
            Id = id,
            TtlMilliseconds = (uint)ttl.TotalMilliseconds,
            PerSecond = (uint)perSecond,
            Host = Filter.Host ?? "",
            Route = Qualified(Filter.Route),
            Pool = Qualified(Filter.Pool),
            ExceptPool = Filter.WithOwn ? "" : SystemRoutePart.Name,
        };
        if (TenantOnLink is { } tenant)
        {
            watch.Tenant = tenant;
        }

        if (Filter is { LeastStatus: { } least, MostStatus: { } most })
        {
            (watch.LeastStatus, watch.MostStatus) = ((uint)least, (uint)most);
        }

        return watch;
    }

    /// <summary>Whether a line may be shown here. Gateways judge the same; what one of them mixes up is shown to nobody else all the same.</summary>
    public bool MayShow(RequestLine line) => TenantOnLink is not { } tenant || line.Tenant == tenant;

    /// <summary>Of those who look after the installation, whatever its tenants do.</summary>
    public bool IsOfInstallation => TenantId is FeedTenants.All or PlatformTenant.Id;

    /// <summary>As the link names it; null: everybody's.</summary>
    private string? TenantOnLink => TenantId switch
    {
        FeedTenants.All => null,
        PlatformTenant.Id => "",
        _ => TenantId,
    };

    /// <summary>Who sees all may name another's as its tenant does; gateways take either.</summary>
    private string Qualified(string? name) => name is null ? "" : TenantId == FeedTenants.All ? name : TenantNames.Qualify(TenantId, name);
}
