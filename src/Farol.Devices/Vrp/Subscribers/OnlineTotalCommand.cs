namespace Farol.Devices.Vrp.Subscribers;

/// <summary>One way to ask for the number of subscribers online.</summary>
/// <param name="Text">The command.</param>
/// <param name="CountsWholeRouter">False where it counts one slot.</param>
/// <param name="Read">The answer's number; throws <see cref="VrpParseException"/> where it has none.</param>
internal sealed record OnlineTotalCommand(string Text, bool CountsWholeRouter, Func<string, OnlineTotals> Read)
{
    private const string FirstSlot = "display access-user slot 0 brief | include Total users";

    /// <summary>A MAC address stands in every subscriber's first line and nowhere else.</summary>
    private const string CountedListing =
        "display access-user slot 0 | include [0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f] | count";

    /// <summary>
    /// Cheapest and most exact first. The summary without its filter is long on a full router, for it ends with every user id in ranges.
    /// </summary>
    public static IReadOnlyList<OnlineTotalCommand> All { get; } =
    [
        new(OnlineTotalsParser.Command, true, text => OnlineTotalsParser.Parse(text)),
        Summary(OnlineSummaryParser.Command + " | include users"),
        Summary(OnlineSummaryParser.Command),
        new(FirstSlot, false, text => OnlineTotalsParser.Parse(text, FirstSlot)),
        new(CountedListing, false, Counted),
    ];

    private static OnlineTotalCommand Summary(string command) => new(command, true, text => OnlineSummaryParser.Parse(text, command).Totals);

    private static OnlineTotals Counted(string text) => new((int)Math.Clamp(LineCountParser.Parse(text).TotalLines, 0, int.MaxValue));
}
