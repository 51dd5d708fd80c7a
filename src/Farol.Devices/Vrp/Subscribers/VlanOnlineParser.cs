using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>
/// Reads the tables of "display access-user online-total-number pevlan N brief" (Vlan, Interface, access-number)
/// and "display access-user normal pevlan summary" (Pevlan, Access-number).
/// </summary>
public static class VlanOnlineParser
{
    public const string Command = "display access-user online-total-number pevlan";

    public const string SummaryCommand = "display access-user normal pevlan summary";

    /// <exception cref="VrpParseException">The text is no such table.</exception>
    public static IReadOnlyList<VlanOnline> Parse(ReadOnlySpan<char> text, string command = Command)
    {
        var reader = new OutputReader(command, text);
        var rows = new List<VlanOnline>();
        var pool = new StringPool();
        var hasHeader = false;
        while (reader.Next())
        {
            if (reader.Content.Has("access-number"))
            {
                hasHeader = reader.Content.Has("vlan");
            }
            else if (hasHeader && TryRow(reader.Content, pool) is { } row)
            {
                rows.Add(row);
            }
        }

        var isAnswer = rows.Count > 0 || NoOneOnline.IsSaidBy(reader.Notice);
        return isAnswer ? rows : throw reader.Unexpected(hasHeader ? "a VLAN and its number of users" : "the heading \"Vlan … access-number\"");
    }

    private static VlanOnline? TryRow(ReadOnlySpan<char> line, StringPool pool)
    {
        var tokens = new TokenReader(line);
        var vlan = VlanPair.Read(tokens.First());
        if (vlan.Pe is null || Number.Small(tokens.Last()) is not { } online)
        {
            return null;
        }

        return Number.Small(tokens.Rest) is { } inner
            ? new VlanOnline(vlan.Pe, inner, null, online)
            : new VlanOnline(vlan.Pe, vlan.Ce, pool.GetOrNull(tokens.Rest), online);
    }
}
