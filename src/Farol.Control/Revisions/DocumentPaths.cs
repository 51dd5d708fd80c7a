using System.Globalization;
using System.Text.RegularExpressions;
using Farol.Configuration.Gateway;
using Farol.Control.Tenants;

namespace Farol.Control.Revisions;

/// <summary>Says where an error is by names instead of places in lists: <c>pools[3].backends[0].weight</c> is <c>pools[web].backends[10.0.0.1:80].weight</c>.</summary>
internal static partial class DocumentPaths
{
    /// <param name="tenantId">Whose error it is: its names are as it knows them; null: as they stand in the document.</param>
    public static string Named(string path, GatewayDocument document, string? tenantId)
    {
        if (Place().Match(path) is not { Success: true } place)
        {
            return path;
        }

        var index = int.Parse(place.Groups["index"].ValueSpan, CultureInfo.InvariantCulture);
        var list = place.Groups["list"].Value;
        var rest = path[place.Length..];
        if (list == "pools" && index < document.Pools.Count && Backend().Match(rest) is { Success: true } inner)
        {
            var number = int.Parse(inner.Groups["index"].ValueSpan, CultureInfo.InvariantCulture);
            rest = number < document.Pools[index].Backends.Count ? $".backends[{document.Pools[index].Backends[number].Address}]{rest[inner.Length..]}" : rest;
        }

        return NameAt(document, list, index) is { } name ? $"{list}[{(tenantId is null ? name : TenantNames.Plain(tenantId, name))}]{rest}" : path;
    }

    /// <summary>The name of the object that the path is within; null: it is within none.</summary>
    public static (string List, string Name)? ObjectOf(string path, GatewayDocument document) =>
        Place().Match(path) is { Success: true } place && NameAt(document, place.Groups["list"].Value, int.Parse(place.Groups["index"].ValueSpan, CultureInfo.InvariantCulture)) is { } name
            ? (place.Groups["list"].Value, name)
            : null;

    private static string? NameAt(GatewayDocument document, string list, int index) => list switch
    {
        "listeners" when index < document.Listeners.Count => document.Listeners[index].Name,
        "certificates" when index < document.Certificates.Count => document.Certificates[index].Name,
        "pools" when index < document.Pools.Count => document.Pools[index].Name,
        "routes" when index < document.Routes.Count => document.Routes[index].Name,
        "tenants" when index < document.Tenants.Count => document.Tenants[index].Name,
        _ => null,
    };

    [GeneratedRegex(@"^(?<list>listeners|certificates|pools|routes|tenants)\[(?<index>\d+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex(@"^\.backends\[(?<index>\d+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Backend();
}
