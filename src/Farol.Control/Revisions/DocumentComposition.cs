using Farol.Configuration.Gateway;

namespace Farol.Control.Revisions;

/// <summary>API part and file part as one document: every object belongs to one of them, and nothing is merged.</summary>
internal static class DocumentComposition
{
    private static readonly GlobalSection _usual = new();

    public static GatewayDocument Whole(GatewayDocument api, GatewayDocument file) => new()
    {
        Listeners = [.. file.Listeners, .. api.Listeners],
        Certificates = [.. file.Certificates, .. api.Certificates],
        Pools = [.. file.Pools, .. api.Pools],
        Routes = [.. file.Routes, .. api.Routes],
        Tenants = [.. file.Tenants, .. api.Tenants],
        Gateway = file.Gateway.Equals(_usual) ? api.Gateway : file.Gateway,
    };

    /// <summary>Objects that both parts name: by their path, what is wrong with it.</summary>
    public static IReadOnlyDictionary<string, string[]> Conflicts(GatewayDocument api, GatewayDocument file, string? fileName)
    {
        var conflicts = new Dictionary<string, string[]>(StringComparer.Ordinal);
        Find("listeners", api.Listeners.Select(l => l.Name), file.Listeners.Select(l => l.Name));
        Find("certificates", api.Certificates.Select(c => c.Name), file.Certificates.Select(c => c.Name));
        Find("pools", api.Pools.Select(p => p.Name), file.Pools.Select(p => p.Name));
        Find("routes", api.Routes.Select(r => r.Name), file.Routes.Select(r => r.Name));
        Find("tenants", api.Tenants.Select(t => t.Name), file.Tenants.Select(t => t.Name));
        if (!api.Gateway.Equals(_usual) && !file.Gateway.Equals(_usual))
        {
            conflicts["gateway"] = [$"is set by {fileName} and over the API; it has one place: take it out of one of them"];
        }

        return conflicts;

        void Find(string list, IEnumerable<string> ofApi, IEnumerable<string> ofFile)
        {
            var names = ofFile.ToHashSet(StringComparer.Ordinal);
            foreach (var name in ofApi.Where(names.Contains))
            {
                conflicts[$"{list}[{name}].name"] = [$"\"{name}\" is in {fileName} and made over the API; each object has one place: give one of them another name"];
            }
        }
    }
}
