using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.IpPools;

/// <summary>Reads "display ip-pool pool-usage", for all domains, one domain, a VPN instance or above a threshold.</summary>
public static class PoolUsageParser
{
    public const string Command = "display ip-pool pool-usage";
    private const string Total = "Total statistics";

    /// <exception cref="VrpParseException">The text is no such table.</exception>
    public static PoolUsage Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var rows = new List<AddressUsage>();
        AddressUsage? total = null;
        string? of = null;
        while (reader.Next())
        {
            if (reader.Content.Has("PoolLen"))
            {
                of = UsageLine.KindOf(reader.Content);
            }
            else if (of is not null && UsageLine.Read(reader.Content) is { } row)
            {
                total = row.Name.AsSpan().Begins(Total) ? row with { Name = null } : total;
                AddUnlessTotal(rows, row);
            }
        }

        return of is not null && (rows.Count > 0 || total is not null)
            ? new PoolUsage(of, rows, total)
            : throw reader.Unexpected("\"Domain name  PoolLen  Used  Ratio\" and its rows");
    }

    private static void AddUnlessTotal(List<AddressUsage> rows, AddressUsage row)
    {
        if (!row.Name.AsSpan().Begins(Total))
        {
            rows.Add(row);
        }
    }
}
