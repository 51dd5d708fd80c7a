using System.Globalization;

namespace Farol.Configuration.Gateway;

/// <summary>Fills in what follows from other values: names, ids, spellings. Every document that is used went through it.</summary>
internal static class GatewayCompletion
{
    public static GatewayDocument Complete(GatewayDocument document) => document with
    {
        Listeners = [.. document.Listeners.Select(Complete)],
        Certificates = [.. document.Certificates.Select(c => c with { Hosts = [.. c.Hosts.Select(Lower)] })],
        Pools = [.. document.Pools.Select(Complete)],
        Routes = [.. document.Routes.Select(Complete)],
        AcmeChallenges = [.. document.AcmeChallenges.Select(c => c with { Host = Lower(c.Host) })],
    };

    private static ListenerSection Complete(ListenerSection listener) => listener.Name.Length > 0 || listener.Port < 0
        ? listener
        : listener with { Name = string.Create(CultureInfo.InvariantCulture, $"{listener.Address}:{listener.Port}") };

    private static PoolSection Complete(PoolSection pool) => pool.Backends.All(b => b.Id.Length > 0)
        ? pool
        : pool with { Backends = [.. pool.Backends.Select(b => b.Id.Length > 0 || !HostPort.TryParse(b.Address, out _) ? b : b with { Id = $"{pool.Name}/{b.Address}" })] };

    private static RouteSection Complete(RouteSection route)
    {
        var host = Lower(route.Host).TrimEnd('.');
        var prefix = route.PathPrefix.Length > 1 ? route.PathPrefix.TrimEnd('/') : route.PathPrefix;
        var name = route.Name.Length > 0 ? route.Name : $"{host}{prefix}";
        return host == route.Host && prefix == route.PathPrefix && name == route.Name
            ? route
            : route with { Name = name, Host = host, PathPrefix = prefix };
    }

    private static string Lower(string host) => host.ToLowerInvariant();
}
