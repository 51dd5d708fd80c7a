using Farol.Configuration.Documents;
using Farol.Configuration.Gateway.Shapes;

namespace Farol.Configuration.Gateway;

/// <summary>Lists what changes from one document to another, object by object, with secrets masked.</summary>
public static class Differences
{
    /// <summary>Stands for a secret.</summary>
    internal const string Mask = "***";

    /// <summary>What a text stands for that may be the mask of a stored one.</summary>
    internal static string Unmask(string given, string? stored, string path, DocumentErrors errors)
    {
        if (given == Mask && string.IsNullOrEmpty(stored))
        {
            errors.Judge(path, $"{Mask} stands for a value that is stored, and none is; give the value itself");
        }

        return given == Mask && !string.IsNullOrEmpty(stored) ? stored : given;
    }

    public static IReadOnlyList<Difference> Between(GatewayDocument before, GatewayDocument after)
    {
        var found = new List<Difference>();
        GatewayShapes.Global.Compare(before.Gateway, after.Gateway, Changed("gateway"), found);
        Compare("listener", ListenerShapes.Listener, before.Listeners, after.Listeners, l => l.Name, found);
        Compare("certificate", ListenerShapes.Certificate, before.Certificates, after.Certificates, c => c.Name, found);
        Compare("tenant", GatewayShapes.Tenant, before.Tenants, after.Tenants, t => t.Name, found);
        ComparePools(before, after, found);
        Compare("route", RouteShapes.Route, before.Routes, after.Routes, r => r.Name, found);
        return found;
    }

    private static void ComparePools(GatewayDocument before, GatewayDocument after, List<Difference> found)
    {
        var others = after.Pools.ToDictionary(p => p.Name, StringComparer.Ordinal);
        // Backends are objects of their own, so that one more of them does not print the whole list twice.
        Compare("pool", PoolShapes.Pool, [.. before.Pools.Select(Alone)], [.. after.Pools.Select(Alone)], p => p.Name, found);
        foreach (var pool in before.Pools)
        {
            if (others.TryGetValue(pool.Name, out var other))
            {
                Compare("backend", PoolShapes.Backend, pool.Backends, other.Backends, b => b.Id, found);
            }
        }
    }

    private static PoolSection Alone(PoolSection pool) => pool with { Backends = [] };

    private static void Compare<T>(
        string kind, SectionShape<T> shape, ValueList<T> before, ValueList<T> after, Func<T, string> nameOf, List<Difference> found)
        where T : class, new()
    {
        var now = after.ToDictionary(nameOf, StringComparer.Ordinal);
        var old = before.Select(nameOf).ToHashSet(StringComparer.Ordinal);
        foreach (var one in before)
        {
            var name = $"{kind} {nameOf(one)}";
            if (!now.TryGetValue(nameOf(one), out var other))
            {
                found.Add(new Difference(DifferenceKind.Removed, name, null, shape.Format(one), null));
            }
            else if (!one.Equals(other))
            {
                shape.Compare(one, other, Changed(name), found);
            }
        }

        found.AddRange(after.Where(a => !old.Contains(nameOf(a)))
            .Select(a => new Difference(DifferenceKind.Added, $"{kind} {nameOf(a)}", null, null, shape.Format(a))));
    }

    private static Difference Changed(string name) => new(DifferenceKind.Changed, name, null, null, null);
}
