using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>
/// Reads any output of "display access-user …" whose form depends on the arguments: sessions in full, a listing, or counters.
/// </summary>
public static class AccessUserParser
{
    public const string Command = "display access-user";

    /// <summary>
    /// A list of <see cref="SubscriberDetails"/>, a <see cref="SubscriberListing"/> or an <see cref="OnlineSummary"/>, by what the text holds.
    /// </summary>
    /// <exception cref="VrpParseException">The text is none of them.</exception>
    public static object Parse(ReadOnlySpan<char> text, string command = Command)
    {
        var reader = new OutputReader(command, text);
        SubscriberRow row = default;
        while (reader.Next())
        {
            var line = reader.Content;
            if (line.Begins("UserID") || ListingLine.TryRow(line, hasInterfaceColumn: true, ref row))
            {
                return SubscriberListingParser.Parse(text, command);
            }

            if (KeyValue.TrySplit(line, out var key, out _) && SubscriberDetailsParser.BeginsSession(key))
            {
                return SubscriberDetailsParser.Parse(text, command);
            }
        }

        return NoOneOnline.IsSaidBy(reader.Notice)
            ? SubscriberListingParser.Parse(text, command)
            : OnlineSummaryParser.Parse(text, command);
    }
}
