using Farol.Configuration.Gateway;
using Farol.Control.Revisions;
using Farol.Store.Databases;

namespace Farol.Control.Hosts;

/// <summary>
/// Whether a tenant may use a host name. A proven name holds for itself and everything below it, as far down as nobody else has proven a longer one;
/// the installation's own names, and those of its own routes, are nobody's.
/// </summary>
internal sealed class HostOwners(IStateDatabase database, IConfiguration configuration, ControlOptions options) : IHostOwners
{
    /// <summary>Names that mean this machine or its network everywhere (RFC 6761, RFC 6762, RFC 8375, RFC 9476).</summary>
    private static readonly string[] _local = ["localhost", "local", "internal", "invalid", "arpa", "onion", "alt", "lan", "home", "corp"];

    private readonly HashSet<string> _own = [.. options.OwnHosts.Append(Environment.MachineName).Select(n => HostPattern.Normalise(n, out _).ToLowerInvariant())];

    /// <inheritdoc/>
    public async Task<HostObstacle?> FindObstacleAsync(string tenantId, string pattern, CancellationToken cancellationToken)
    {
        pattern = HostPattern.Normalise(pattern, out var fault);
        if ((fault ?? FindReservation(pattern)) is { } reserved)
        {
            return new HostObstacle(reserved);
        }

        var name = HostPattern.Base(pattern);
        return await OwnsAsync(tenantId, name, cancellationToken)
            ? null
            : new HostObstacle(
                $"{name} is not proven to be {tenantId}'s: claim it, or the domain above it, with POST /api/hosts, and publish the DNS record that the answer names", HostObstacle.NotProven);
    }

    public async Task<bool> OwnsAsync(string tenantId, string name, CancellationToken cancellationToken) =>
        (await database.ReadAsync(unit => FindOwnerAsync(unit, name), cancellationToken))?.TenantId == tenantId;

    /// <summary>Why no tenant may have it; null: somebody may.</summary>
    public string? FindReservation(string pattern)
    {
        var name = HostPattern.Base(pattern);
        return pattern == HostPattern.Everything ? "* takes every host, which is the installation's; name one"
            : HostPattern.IsNumeric(name) ? $"{name} is an address; a tenant's hosts are names"
            : !name.Contains('.', StringComparison.Ordinal) ? $"{name} is a single label, which cannot be proven"
            : HostPattern.AndAbove(name).Any(n => _own.Contains(n) || Array.IndexOf(_local, n) >= 0) || _own.Any(o => HostPattern.Takes(pattern, o)) ? $"{name} is the installation's own"
            : configuration.Current.Whole.Routes.Any(r => IsPlatforms(r) && Shadows(pattern, r.Host)) ? $"{name} is served by the installation's own routes"
            : null;
    }

    /// <summary>The longest proven claim that holds for a name; null: nobody's.</summary>
    public static async Task<HostClaim?> FindOwnerAsync(DatabaseUnit unit, string name)
    {
        foreach (var candidate in HostPattern.AndAbove(name))
        {
            if (await HostRows.FindOwnerAsync(unit, candidate) is { } owner)
            {
                return owner;
            }
        }

        return null;
    }

    private bool IsPlatforms(RouteSection route) =>
        route.Tenant is null && route.Host != HostPattern.Everything
        && (route.Pool is null || configuration.Current.Whole.Pools.FirstOrDefault(p => p.Name == route.Pool)?.Tenant is null);

    /// <summary>A tenant's pattern would take requests that the installation's route has now.</summary>
    private static bool Shadows(string pattern, string platforms)
    {
        var name = HostPattern.Base(pattern);
        return pattern == platforms || HostPattern.Takes(platforms, name)
            || (platforms[0] == '*' && (name == HostPattern.Base(platforms) ? pattern[0] == '*' : HostPattern.IsBelow(name, HostPattern.Base(platforms))));
    }
}
