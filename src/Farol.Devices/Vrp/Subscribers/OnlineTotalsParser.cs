using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>Reads "display access-user online-total-number", and any output that has the line "Total users : N" or its like.</summary>
public static class OnlineTotalsParser
{
    public const string Command = "display access-user online-total-number";

    /// <exception cref="VrpParseException">No line tells a number of users.</exception>
    public static OnlineTotals Parse(ReadOnlySpan<char> text, string command = Command)
    {
        var reader = new OutputReader(command, text);
        var totals = new OnlineTotals(null);
        while (reader.Next())
        {
            var rest = reader.Content;
            while (KeyValue.TryTake(ref rest, out var key, out var value))
            {
                totals = With(totals, UserKind.Of(key), Number.Small(value));
            }
        }

        if (totals == new OnlineTotals(null))
        {
            return NoOneOnline.IsSaidBy(reader.Notice) ? new OnlineTotals(0) : throw reader.Unexpected("\"Total users : N\"");
        }

        return totals;
    }

    private static OnlineTotals With(OnlineTotals totals, UserKind.Kind kind, int? count) => (kind, count) switch
    {
        (_, null or < 0) => totals,
        (UserKind.Kind.Total, _) => totals with { Total = count },
        (UserKind.Kind.Ipv4, _) => totals with { Ipv4 = count },
        (UserKind.Kind.Ipv6, _) => totals with { Ipv6 = count },
        (UserKind.Kind.DualStack, _) => totals with { DualStack = count },
        _ => totals,
    };
}
