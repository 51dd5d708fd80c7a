using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Reads "display bas-interface": the interfaces that take subscribers and how many are online on each.</summary>
public static class BasInterfaceListParser
{
    public const string Command = "display bas-interface";

    /// <exception cref="VrpParseException">The text is no such table.</exception>
    public static IReadOnlyList<BasInterfaceSummary> Parse(ReadOnlySpan<char> text)
    {
        var reader = new OutputReader(Command, text);
        var interfaces = new List<BasInterfaceSummary>();
        var pool = new StringPool();
        var hasHeader = false;
        while (reader.Next())
        {
            if (reader.Content.Begins("Interface") && reader.Content.Has("access-number"))
            {
                hasHeader = true;
            }
            else if (hasHeader && TryRow(reader.Content, pool) is { } row)
            {
                interfaces.Add(row);
            }
        }

        return interfaces.Count > 0 ? interfaces : throw reader.Unexpected("\"Interface  BASIF-access-type  config-state  access-number\" and its rows");
    }

    private static BasInterfaceSummary? TryRow(ReadOnlySpan<char> line, StringPool pool)
    {
        var tokens = new TokenReader(line);
        if (line.Begins("Total ") || Number.Small(tokens.Last()) is not { } online)
        {
            return null;
        }

        var state = tokens.Last();
        var type = tokens.Last();
        return tokens.IsEmpty ? null : new BasInterfaceSummary(tokens.Rest.ToString(), pool.Get(type), pool.GetOrNull(state), online);
    }
}
