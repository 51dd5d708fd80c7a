using Farol.Configuration.Gateway;
using Farol.Control.Tenants;

namespace Farol.Control.Revisions;

/// <summary>What changes from one document to another, each thing with the tenant that it belongs to.</summary>
internal static class RevisionDifferences
{
    public static IReadOnlyList<RevisionDifference> Between(GatewayDocument before, GatewayDocument after)
    {
        var owners = Owners(before, after);
        return [.. Differences.Between(before, after).Select(d => new RevisionDifference(d.Kind, d.Object, d.Field, d.Before, d.After, owners.GetValueOrDefault(d.Object) ?? OwnerInName(d.Object)))];
    }

    private static Dictionary<string, string> Owners(params ReadOnlySpan<GatewayDocument> documents)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            var pools = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var pool in document.Pools.Where(p => p.Tenant is not null))
            {
                pools[pool.Name] = owners["pool " + pool.Name] = pool.Tenant!;
                foreach (var backend in pool.Backends)
                {
                    owners["backend " + backend.Id] = pool.Tenant!;
                }
            }

            foreach (var route in document.Routes)
            {
                if ((route.Tenant ?? (route.Pool is { } pool ? pools.GetValueOrDefault(pool) : null)) is { } owner)
                {
                    owners["route " + route.Name] = owner;
                }
            }

            foreach (var tenant in document.Tenants)
            {
                owners["tenant " + tenant.Name] = tenant.Name;
            }
        }

        return owners;
    }

    /// <summary>Certificates have no tenant of their own: their names begin with it.</summary>
    private static string? OwnerInName(string name) =>
        name.StartsWith("certificate ", StringComparison.Ordinal) && name.IndexOf(TenantNames.Separator, StringComparison.Ordinal) is > 0 and var end ? name["certificate ".Length..end] : null;
}
