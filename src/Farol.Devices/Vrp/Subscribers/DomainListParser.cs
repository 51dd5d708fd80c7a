using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Reads "display domain": every AAA domain with its state and how many are online.</summary>
public static class DomainListParser
{
    public const string Command = "display domain";
    private const int ColumnsAfterName = 6;

    /// <param name="text">The output.</param>
    /// <param name="isFiltered">True where "| include" or its like may have left out the header: a row that can be no other table's is then enough.</param>
    /// <exception cref="VrpParseException">The text is no such table.</exception>
    public static IReadOnlyList<DomainSummary> Parse(ReadOnlySpan<char> text, bool isFiltered = false)
    {
        var reader = new OutputReader(Command, text);
        var domains = new List<DomainSummary>();
        var pool = new StringPool();
        var hasHeader = false;
        while (reader.Next())
        {
            if (reader.Content.Begins("Domain name") && reader.Content.Has("Online"))
            {
                hasHeader = true;
            }
            else if (TryRow(reader.Content, pool) is { } row && (hasHeader || (isFiltered && IsWhole(row, reader.Content))))
            {
                domains.Add(row);
            }
        }

        return domains.Count > 0 ? domains : throw reader.Unexpected("\"Domain name  State  CAR  Access-limit  Online\" and its rows");
    }

    /// <summary>A row that a filter left without its header.</summary>
    private static bool IsWhole(DomainSummary row, ReadOnlySpan<char> line) =>
        row is { State: "Active" or "Block", AccessLimit: not null } && TokenReader.Count(line) == ColumnsAfterName + 1;

    /// <summary>"dom_titan_1  Active  0  185344  27  0  27": name, state, CAR, limit, online, BOD, VSM; older versions end with online.</summary>
    private static DomainSummary? TryRow(ReadOnlySpan<char> line, StringPool pool)
    {
        var count = TokenReader.Count(line);
        if (count is < 5 or > ColumnsAfterName + 1)
        {
            return null;
        }

        var tokens = new TokenReader(line);
        var name = tokens.First();
        var state = tokens.First();
        tokens.First();
        var limit = Number.Small(tokens.First());
        return Number.Small(tokens.First()) is { } online ? new DomainSummary(name.ToString(), pool.Get(state), limit, online) : null;
    }
}
