using System.Text;
using Farol.Configuration.Gateway;
using Farol.Gateway.Compression;

namespace Farol.Gateway.Snapshot;

/// <summary>Makes the routes of one snapshot, or takes them over from the one before.</summary>
internal sealed class RouteFactory
{
    /// <summary>The name that figures of requests for unknown hosts go under; no route of a document can have it.</summary>
    public const string UnknownHostName = "(unknown host)";

    private readonly KeyTable _keys;
    private readonly IReadOnlyDictionary<string, Pool> _pools;
    private readonly IReadOnlyDictionary<string, Tenant> _tenants;
    private readonly GlobalSection _gateway;
    private readonly Dictionary<string, Route> _before;

    public RouteFactory(
        KeyTable keys,
        IReadOnlyDictionary<string, Pool> pools,
        IReadOnlyDictionary<string, Tenant> tenants,
        GlobalSection gateway,
        GatewaySnapshot? previous)
    {
        _keys = keys;
        _pools = pools;
        _tenants = tenants;
        _gateway = gateway;
        var hasSamePages = previous is not null && previous.Settings.ErrorPages.Equals(gateway.ErrorPages);
        CommonPages = hasSamePages ? previous!.ErrorPages : Pages(gateway.ErrorPages);
        _before = hasSamePages && previous!.Settings.Limits.MaxBodyBytes == gateway.Limits.MaxBodyBytes
            ? previous.AllRoutes.ToDictionary(r => r.Name, StringComparer.Ordinal)
            : [];
    }

    /// <summary>The gateway's own pages, where a route has none for a status.</summary>
    public ErrorPage[] CommonPages { get; }

    public Route Make(RouteSection section)
    {
        var pool = section.Pool is null ? null : _pools[section.Pool];
        var tenant = section.Tenant is null ? pool?.Tenant : _tenants[section.Tenant];
        return _before.GetValueOrDefault(section.Name) is { } same && same.Settings == section && same.Pool == pool && same.Tenant == tenant
            ? same
            : New(section, pool, tenant);
    }

    /// <summary>Null: no default pool, unknown hosts are refused.</summary>
    public Route? MakeUnknownHost() =>
        _gateway.DefaultPool is { } pool ? Make(new RouteSection { Name = UnknownHostName, Pool = pool }) : null;

    private Route New(RouteSection section, Pool? pool, Tenant? tenant)
    {
        var timeouts = pool?.Settings.Timeouts ?? new PoolTimeoutsSection();
        return new Route
        {
            Key = _keys.KeyOf(section.Name),
            Settings = section,
            Pool = pool,
            Tenant = tenant,
            Redirect = section.Redirect is null ? null : new RedirectTemplate(section.Redirect),
            StripLength = section.StripPrefix ? Encoding.UTF8.GetByteCount(section.PathPrefix.TrimEnd('/')) : 0,
            RequestHeaders = Changes(section.RequestHeaders),
            Compression = section.Compression is { } compression ? new CompressionRules(compression) : null,
            ResponseHeaders = Changes(section.ResponseHeaders),
            ErrorPages = section.ErrorPages.Count == 0 ? CommonPages : [.. Pages(section.ErrorPages), .. CommonPages],
            MaxBodyBytes = (section.MaxBodyBytes ?? _gateway.Limits.MaxBodyBytes) is var bound and > 0 ? bound : long.MaxValue,
            FirstByteMilliseconds = Milliseconds(section.Timeouts.FirstByte ?? timeouts.FirstByte),
            IdleMilliseconds = Milliseconds(section.Timeouts.Idle ?? timeouts.Idle),
            UpgradedIdleMilliseconds = Milliseconds(timeouts.UpgradedIdle),
            WholeMilliseconds = Milliseconds(section.Timeouts.Whole ?? timeouts.Whole),
        };
    }

    private static HeaderChanges Changes(HeaderChangesSection section) =>
        section == HeaderChangesSection.None ? HeaderChanges.None : new HeaderChanges(section);

    private static int Milliseconds(TimeSpan bound) => (int)Math.Min(bound.TotalMilliseconds, int.MaxValue);

    private static ErrorPage[] Pages(IEnumerable<ErrorPageSection> sections) =>
        [.. sections.Select(p => new ErrorPage(
            p.Status, Encoding.ASCII.GetBytes(p.ContentType), Encoding.UTF8.GetBytes(p.Body ?? "")))];
}
