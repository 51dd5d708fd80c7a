using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display license resource usage" in its forms.</summary>
public static class LicenseUsageParser
{
    private const string Command = "display license resource usage";

    private enum Table
    {
        None,
        Resources,
        Features,
        Ports,
        PortTypes,
    }

    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static LicenseUsage Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var resources = ImmutableArray.CreateBuilder<LicenseResource>();
        var features = ImmutableArray.CreateBuilder<PortLicense>();
        var ports = ImmutableArray.CreateBuilder<PortLicenseUse>();
        var table = Table.None;
        var isKnown = false;
        while (reader.Next())
        {
            var line = reader.Content;
            if (TableOf(line) is { } next)
            {
                table = next;
                isKnown |= table != Table.None;
            }
            else if (table == Table.Resources && TryResource(line) is { } resource)
            {
                resources.Add(resource);
            }
            else if (table == Table.Features && TryFeature(line) is { } feature)
            {
                features.Add(feature);
            }
            else if (table is Table.Ports or Table.PortTypes && TryPort(line, table == Table.Ports) is { } port)
            {
                ports.Add(port);
            }
        }

        return isKnown
            ? new LicenseUsage { Resources = resources.DrainToImmutable(), Features = features.DrainToImmutable(), Ports = ports.DrainToImmutable() }
            : throw reader.NotFound("the header \"FeatureName  ConfigureItemName  ResourceUsage\" or \"… Offline  Allocated  Activated …\"");
    }

    private static Table? TableOf(ReadOnlySpan<char> line)
    {
        if (line.Has("ResourceUsage") && line.Has("ConfigureItemName"))
        {
            return Table.Resources;
        }

        if (line.Has("Allocated") && line.Has("Activated") && line.Has("Total"))
        {
            return Table.Features;
        }

        if (line.Begins("Physical") && line.Has("Status"))
        {
            return line.Has("Needed") ? Table.Ports : Table.PortTypes;
        }

        return line.Begins("FeatureName") ? Table.None : null;
    }

    private static LicenseResource? TryResource(ReadOnlySpan<char> line)
    {
        var tokens = new TokenReader(line);
        var usage = tokens.Last();
        var feature = tokens.First();
        var item = tokens.First();
        var slash = usage.IndexOf('/');
        return slash < 0 || item.IsEmpty
            ? null
            : new LicenseResource(feature.ToString(), item.ToString(), Number.Integer(usage[..slash]), Number.Integer(usage[(slash + 1)..]));
    }

    private static PortLicense? TryFeature(ReadOnlySpan<char> line)
    {
        var tokens = new TokenReader(line);
        var total = Number.Integer(tokens.Last());
        var available = Number.Integer(tokens.Last());
        var activated = Number.Integer(tokens.Last());
        var allocated = Number.Integer(tokens.Last());
        var hasOffline = Number.Integer(tokens.Rest[(tokens.Rest.LastIndexOf(' ') + 1)..]) is not null;
        var offline = hasOffline ? Number.Integer(tokens.Last()) : null;
        return total is null || allocated is null || tokens.IsEmpty
            ? null
            : new PortLicense(tokens.Rest.ToString(), offline, allocated, activated, available, total);
    }

    private static PortLicenseUse? TryPort(ReadOnlySpan<char> line, bool hasCounts)
    {
        var tokens = new TokenReader(line);
        var position = tokens.First();
        var status = tokens.Last();
        if (!char.IsAsciiDigit(position[0]) || status.IsEmpty)
        {
            return null;
        }

        var rest = tokens;
        var isNot = rest.Last().Is("No");
        tokens = isNot ? rest : tokens;
        var used = hasCounts ? Number.Integer(tokens.Last()) : null;
        var needed = hasCounts ? Number.Integer(tokens.Last()) : null;
        return new PortLicenseUse(position.ToString(), tokens.Rest.OrNull(), needed, used, isNot ? $"No {status}" : status.ToString());
    }
}
