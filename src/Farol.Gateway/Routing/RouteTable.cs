using Farol.Gateway.Http1;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Routing;

/// <summary>
/// All routes of a snapshot. Hosts are tried from the most to the least specific: the name itself, <c>*.</c> over its first label,
/// <c>**.</c> over as few labels as possible, <c>*</c>. Where no route of a host takes the request, the next host is tried.
/// </summary>
internal sealed class RouteTable
{
    /// <summary>Longer paths are decoded in a buffer of the thread instead of on the stack.</summary>
    private const int MaxStackBytes = 512;

    [ThreadStatic]
    private static byte[]? _scratch;

    private readonly Dictionary<string, HostRoutes> _byHost;
    private readonly HostTable _exact;
    private readonly HostTable _oneLabel;
    private readonly HostTable _anyLabels;
    private readonly HostRoutes? _everyHost;

    /// <param name="previous">Hosts whose routes are the same objects are taken over from it.</param>
    public RouteTable(IEnumerable<Route> routes, RouteTable? previous)
    {
        _byHost = routes.GroupBy(r => r.Settings.Host, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            g => Reuse(previous, g.Key, [.. g]),
            StringComparer.Ordinal);
        _everyHost = _byHost.GetValueOrDefault("*");
        _exact = new HostTable([.. _byHost.Values.Where(h => !h.Host.StartsWith('*'))]);
        _oneLabel = new HostTable([.. _byHost.Values.Where(h => h.Host.StartsWith("*.", StringComparison.Ordinal))]);
        _anyLabels = new HostTable([.. _byHost.Values.Where(h => h.Host.StartsWith("**.", StringComparison.Ordinal))]);
    }

    /// <summary>The route that takes a request, or null. Allocates nothing.</summary>
    /// <param name="host">In lower case, without port (<see cref="HostNames.Normalise"/>).</param>
    /// <param name="path">As it came, without query.</param>
    /// <param name="fault">Not None: the path is to be answered 400, whatever the routes say.</param>
    public Route? Match(ReadOnlySpan<byte> host, ReadOnlySpan<byte> path, RequestHead head, ReadOnlySpan<byte> headBytes, out PathFault fault)
    {
        fault = PathFault.None;
        return PathRules.IsPlain(path) ? MatchView(host, path, head, headBytes) : MatchOdd(host, path, head, headBytes, out fault);
    }

    /// <summary>Whether any route is for this host. Where not, a request without a route is for somebody else (421) and not for a page that is missing (404).</summary>
    public bool KnowsHost(ReadOnlySpan<byte> host)
    {
        if (_everyHost is not null || _exact.Find(host) is not null)
        {
            return true;
        }

        var isFirst = true;
        for (var dot = host.IndexOf((byte)'.'); dot >= 0; dot = host.IndexOf((byte)'.'), isFirst = false)
        {
            if (dot == 0)
            {
                return false;
            }

            host = host[(dot + 1)..];
            if ((isFirst && _oneLabel.Find(host) is not null) || _anyLabels.Find(host) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Everything that is for a host, in the order in which it is tried; for whoever wants to know why.</summary>
    public IReadOnlyList<HostRoutes> HostsFor(ReadOnlySpan<byte> host)
    {
        var found = new List<HostRoutes?> { _exact.Find(host) };
        var isFirst = true;
        for (var dot = host.IndexOf((byte)'.'); dot > 0; dot = host.IndexOf((byte)'.'), isFirst = false)
        {
            host = host[(dot + 1)..];
            found.Add(isFirst ? _oneLabel.Find(host) : null);
            found.Add(_anyLabels.Find(host));
        }

        found.Add(_everyHost);
        return [.. found.OfType<HostRoutes>()];
    }

    private Route? MatchOdd(ReadOnlySpan<byte> host, ReadOnlySpan<byte> path, RequestHead head, ReadOnlySpan<byte> headBytes, out PathFault fault)
    {
        var scratch = path.Length <= MaxStackBytes ? stackalloc byte[MaxStackBytes] : LongScratch(path.Length);
        fault = PathRules.View(path, scratch, out var view);
        return fault == PathFault.None ? MatchView(host, view, head, headBytes) : null;
    }

    private Route? MatchView(ReadOnlySpan<byte> host, ReadOnlySpan<byte> view, RequestHead head, ReadOnlySpan<byte> headBytes)
    {
        if (_exact.Find(host)?.Match(view, head, headBytes) is { } exact)
        {
            return exact;
        }

        if (_oneLabel.Count + _anyLabels.Count > 0 && MatchWildcards(host, view, head, headBytes) is { } wild)
        {
            return wild;
        }

        return _everyHost?.Match(view, head, headBytes);
    }

    private Route? MatchWildcards(ReadOnlySpan<byte> host, ReadOnlySpan<byte> view, RequestHead head, ReadOnlySpan<byte> headBytes)
    {
        var isFirst = true;
        for (var dot = host.IndexOf((byte)'.'); dot >= 0; dot = host.IndexOf((byte)'.'), isFirst = false)
        {
            if (dot == 0)
            {
                return null;
            }

            host = host[(dot + 1)..];
            var route = isFirst ? _oneLabel.Find(host)?.Match(view, head, headBytes) : null;
            route ??= _anyLabels.Find(host)?.Match(view, head, headBytes);
            if (route is not null)
            {
                return route;
            }
        }

        return null;
    }

    private static byte[] LongScratch(int length) =>
        _scratch is { } buffer && buffer.Length >= length ? buffer : _scratch = new byte[Math.Max(length, 64 * 1024)];

    private static HostRoutes Reuse(RouteTable? previous, string host, Route[] routes) =>
        previous?._byHost.GetValueOrDefault(host) is { } before && before.Routes.SequenceEqual(routes, ReferenceEqualityComparer.Instance)
            ? before
            : new HostRoutes(host, routes);
}
